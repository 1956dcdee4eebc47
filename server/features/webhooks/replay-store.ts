import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { lastPosition } from '../../platform/events/read-events.ts'
import type { Endpoint } from './endpoint.ts'

/** A replay, and how far it is. */
export interface Replay {
  id: number
  from: Date
  until: Date
  onlyMissed: boolean
  createdAt: Date
  /** Of the events of the range, how many have been read. */
  events: number
  read: number
  waiting: number
  delivered: number
  failed: number
}

const SHOWN = 10

/** The last replays of an address, newest first, with how far each is. */
export async function listReplays(db: Reader, endpoint: Endpoint): Promise<Replay[]> {
  const { rows } = await sql<Replay>`
    select replay.id, from_at as "from", until_at as "until", only_missed as "onlyMissed", replay.created_at as "createdAt",
      (last_position - first_position + 1)::integer as events, (replay.position - first_position + 1)::integer as read,
      counts.waiting, counts.delivered, counts.failed
    from (select * from webhook_replays where endpoint_id = ${endpoint.id} and account_id = ${endpoint.accountId}
      order by id desc limit ${SHOWN}) as replay,
    lateral (select count(*) filter (where state = 'waiting') as waiting,
      count(*) filter (where state = 'delivered') as delivered, count(*) filter (where state = 'failed') as failed
      from webhook_deliveries where replay_id = replay.id) as counts
    order by replay.id desc`.execute(db)
  return rows
}

/**
 * The first position of an account's log whose event occurred at a moment or later, by halves: positions follow the moments but for the
 * seconds that a transaction takes, so that a margin makes it sure.
 */
export async function positionAt(work: Work, moment: Date): Promise<number> {
  let low = 1
  let high = (await lastPosition(work.tx, work.accountId)) + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const row = await work.tx
      .selectFrom('events')
      .select('occurred_at')
      .where('account_id', '=', work.accountId)
      .where('position', '=', middle)
      .executeTakeFirst()
    if (!row || row.occurred_at < moment) low = middle + 1
    else high = middle
  }
  return low
}
