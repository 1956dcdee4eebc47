import { sql } from 'kysely'
import type { RecordedEvent } from '../../kernel/event.ts'
import type { Database } from '../database/connection.ts'
import { eventColumns } from './number-events.ts'

/** The last position given in an account; 0 before the first event. */
export async function lastPosition(db: Database, accountId: number): Promise<number> {
  const row = await db
    .selectFrom('event_positions')
    .select('last')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.last ?? 0
}

/** The last positions given in these accounts; an account without events is missing. */
export async function lastPositions(db: Database, accountIds: number[]): Promise<Map<number, number>> {
  const rows = await db
    .selectFrom('event_positions')
    .select(['account_id', 'last'])
    .where((eb) => eb('account_id', '=', eb.fn.any(eb.val(accountIds))))
    .execute()
  return new Map(rows.map((row) => [row.account_id, row.last]))
}

/** The events of an account after a position, in order, at most `limit`. */
export async function eventsAfter(
  db: Database,
  accountId: number,
  position: number,
  limit: number,
): Promise<RecordedEvent[]> {
  const result = await sql<RecordedEvent>`
    select ${eventColumns('events')} from events
    where account_id = ${accountId} and position > ${position} order by position limit ${limit}`.execute(db)
  return result.rows
}

/** One event by its id, or undefined when it is gone. */
export async function findEvent(db: Database, id: number): Promise<RecordedEvent | undefined> {
  const result = await sql<RecordedEvent>`select ${eventColumns('events')} from events where id = ${id}`.execute(db)
  return result.rows[0]
}
