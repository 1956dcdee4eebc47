import type { Transaction } from 'kysely'
import type { Actor } from '../../kernel/actor.ts'
import type { DomainEvent } from '../../kernel/event.ts'
import type { DB } from '../database/tables.ts'

/** Writes events to the log inside the transaction of the change they tell of. They get their positions from the relay. */
export async function appendEvents(
  tx: Transaction<DB>,
  by: { accountId: number; actor: Actor; now: Date },
  events: DomainEvent[],
): Promise<void> {
  const rows = events.map((event) => ({
    account_id: by.accountId,
    type: event.type,
    conversation_id: event.conversationId ?? null,
    data: JSON.stringify(event.data),
    actor: JSON.stringify(by.actor),
    occurred_at: by.now,
  }))
  await tx.insertInto('events').values(rows).execute()
}
