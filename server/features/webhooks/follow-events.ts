/**
 * Turns the events of the log into deliveries. Every account that tells anybody has a follower: the position up to which that is done.
 * Positions are gapless and are given in order, so what is above the follower's has not been looked at and nothing below is missing.
 * Deliveries and the new position are written in one transaction: a crash loses nothing and writes nothing twice.
 */
import { sql } from 'kysely'
import { system } from '../../kernel/actor.ts'
import type { RecordedEvent } from '../../kernel/event.ts'
import type { Database } from '../../platform/database/connection.ts'
import type { OpenWork, Work } from '../../platform/database/unit-of-work.ts'
import { eventsAfter } from '../../platform/events/read-events.ts'
import { listActiveEndpoints } from './endpoint-store.ts'
import type { Notice } from './notice.ts'
import { insertDeliveries, newDeliveries } from './write-deliveries.ts'

const BATCH = 200

/** What events look like outside. What is not in the database, such as who is there, was asked for before the unit of work. */
export type Render = (work: Work, events: RecordedEvent[]) => Promise<Notice[]>

/** What following needs. `prepare` is asked once per batch and account, before its unit of work. */
export interface FollowParts {
  db: Database
  work: OpenWork
  prepare: (accountId: number) => Promise<Render>
}

/** Writes the deliveries of all events that have a position by now. Says whether there were any. */
export async function followEvents(parts: FollowParts): Promise<boolean> {
  const { rows } = await sql<{ accountId: number }>`
    select follower.account_id as "accountId" from webhook_followers as follower
    join event_positions using (account_id) where follower.position < event_positions.last
    order by follower.account_id`.execute(parts.db)
  for (const { accountId } of rows) {
    while (await followBatch(parts, accountId)) continue
  }
  return rows.length > 0
}

/** Says whether there may be more. Another process that follows the account is left to it. */
async function followBatch(parts: FollowParts, accountId: number): Promise<boolean> {
  const render = await parts.prepare(accountId)
  return parts.work(accountId, system, async (work) => {
    const position = await takeFollower(work)
    if (position === undefined) return false
    const events = await eventsAfter(work.tx, accountId, position, BATCH)
    const last = events.at(-1)
    if (!last) return false
    const endpoints = await listActiveEndpoints(work.tx, accountId)
    const notices = endpoints.length > 0 ? await render(work, events) : []
    await insertDeliveries(work, newDeliveries(endpoints, notices))
    await work.tx
      .updateTable('webhook_followers')
      .set({ position: last.position })
      .where('account_id', '=', accountId)
      .execute()
    return events.length === BATCH
  })
}

async function takeFollower(work: Work): Promise<number | undefined> {
  const row = await work.tx
    .selectFrom('webhook_followers')
    .select('position')
    .where('account_id', '=', work.accountId)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row?.position
}
