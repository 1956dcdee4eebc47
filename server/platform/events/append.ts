import { sql, type Transaction } from 'kysely'
import type { Actor } from '../../kernel/actor.ts'
import type { DomainEvent } from '../../kernel/event.ts'
import { AT_COMMIT } from '../database/fewer-trips.ts'
import type { DB } from '../database/tables.ts'

/** Writes events to the log inside the transaction of the change they tell of. They get their positions from the relay. */
export async function appendEvents(
  tx: Transaction<DB>,
  by: { accountId: number; actor: Actor; now: Date },
  events: DomainEvent[],
): Promise<void> {
  const rows = events.map(({ type, conversationId, data, occurredAt }) => ({
    type,
    conversation_id: conversationId ?? null,
    data,
    occurred_at: occurredAt,
  }))
  // What somebody might do then is nobody's business later, and would stand in every row.
  const actor = { ...by.actor, limits: undefined }
  // One text for any number of events; their ids follow the order in which they were recorded.
  await sql`${sql.raw(AT_COMMIT)}
    insert into events (account_id, actor, occurred_at, type, conversation_id, data)
    select ${by.accountId}::integer, ${JSON.stringify(actor)}::jsonb, coalesce(occurred_at, ${by.now}::timestamptz),
      type, conversation_id, data
    from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as (type text, conversation_id integer, data jsonb, occurred_at timestamptz))
      with ordinality as event (type, conversation_id, data, occurred_at, place)
    order by place`.execute(tx)
}
