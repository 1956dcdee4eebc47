import { sql } from 'kysely'
import type { Json, RecordedEvent } from '../../kernel/event.ts'
import type { Database } from '../database/connection.ts'

/** Which subscriber wants a job for which type of event. */
export interface Reaction {
  type: string
  subscriber: string
  /** Only for events whose data holds this; absent: for all. It spares the jobs that would do nothing. */
  when?: { [key: string]: Json } | undefined
}

/** The name of the job that runs the reactions to one event. */
export const reactTask = 'react'

/**
 * Takes up to `limit` events that have no position yet, by flag and not by cursor (commits arrive out of order), gives them
 * gapless positions per account and queues one job for the reactions to each, all in one statement: a crash leaves either all or nothing,
 * and a second relay that waits on the rows finds them taken.
 */
export async function numberEvents(db: Database, reactions: Reaction[], limit: number): Promise<RecordedEvent[]> {
  const result = await sql<RecordedEvent>`
    with batch as materialized (
      select id, account_id from events where position is null order by id limit ${limit} for update
    ), ranked as (
      select id, account_id, row_number() over (partition by account_id order by id) as rank,
        count(*) over (partition by account_id) as size
      from batch
    ), heads as (
      insert into event_positions as head (account_id, last)
      select account_id, count(*) from batch group by account_id order by account_id
      on conflict (account_id) do update set last = head.last + excluded.last
      returning account_id, last
    ), numbered as (
      update events set position = heads.last - ranked.size + ranked.rank
      from ranked join heads using (account_id)
      where events.id = ranked.id
      returning ${eventColumns('events')}
    ), queued as (
      select job.id
      from (
        select array_agg((${reactTask}, json_build_object('eventId', reacted.id, 'subscribers', reacted.subscribers),
          null, now() - reacted.later * interval '1 microsecond', null, null, null, null)::graphile_worker.job_spec
          order by reacted.id) as specs
        from (
          select numbered.id, json_agg(reaction.subscriber) as subscribers,
            -- Jobs are taken in the order of their moments, which would be all the same.
            count(*) over (order by numbered.id desc) as later
          from numbered
          join jsonb_to_recordset(${JSON.stringify(reactions)}::jsonb) as reaction (type text, subscriber text, "when" jsonb)
            on reaction.type = numbered.type and (reaction."when" is null or numbered.data @> reaction."when")
          group by numbered.id
        ) as reacted
        having count(*) > 0
      ) as wanted, lateral graphile_worker.add_jobs(wanted.specs) as job
    )
    select numbered.*, (select count(*) from queued) as queued from numbered order by id`.execute(db)
  return result.rows
}

/** Events that have a position but were perhaps not announced before a crash, in the order of their positions. */
export async function unannouncedEvents(db: Database, limit: number): Promise<RecordedEvent[]> {
  const result = await sql<RecordedEvent>`
    select ${eventColumns('events')} from events
    where position is not null and not announced order by account_id, position limit ${limit}`.execute(db)
  return result.rows
}

/** Remembers that these events were announced. What another relay marks at the same time is left to it. */
export async function markAnnounced(db: Database, ids: number[]): Promise<void> {
  await sql`update events set announced = true where id in (
    select id from events where id = any(${ids}::bigint[]) for no key update skip locked)`.execute(db)
}

/** The columns of a RecordedEvent, under its names. */
export function eventColumns(table: string) {
  const from = (column: string) => sql.ref(`${table}.${column}`)
  return sql`${from('id')} as id, ${from('account_id')} as "accountId", ${from('type')} as type,
    ${from('conversation_id')} as "conversationId", ${from('data')} as data, ${from('actor')} as actor,
    ${from('occurred_at')} as "occurredAt", ${from('position')} as position`
}
