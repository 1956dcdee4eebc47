import { sql, type RawBuilder, type Transaction } from 'kysely'
import type { Database } from '../../platform/database/connection.ts'
import { PLANNED_EACH_TIME } from '../../platform/database/named-statements.ts'
import type { DB } from '../../platform/database/tables.ts'
import { FACT_KINDS } from './fact.ts'
import { ALL_SUMS, addedUp, columnsOf } from './measures.ts'
import { sumsOfHistory } from './raw-history.ts'

/**
 * Keeps the sums by hour and day. An hour is summed up when it is closed: when it ended half an hour ago and no transaction is open
 * that began before that. So whatever is written with an older time is noted by triggers (0150_reports.sql), and what is written
 * now needs none. The hours that were noted are summed up again. Who reads takes the sums of closed hours that nothing was noted
 * of, and the rows themselves for the rest (read-sums.ts), so that the answer is right at every moment.
 */
export async function rollUp(db: Database): Promise<void> {
  while (await exclusively(db, closeHours)) continue
  while (await exclusively(db, mendHours)) continue
}

// So that two processes do not do the same; whoever comes second has nothing to do.
const ROLLING = 7_203_617

// What one transaction takes in: so many hours, so many notes.
const HOURS = 168
const NOTES = 5000

async function exclusively(db: Database, step: (tx: Transaction<DB>) => Promise<boolean>): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const lock = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${ROLLING}) as free`.execute(tx)
    return lock.rows[0]?.free ? step(tx) : false
  })
}

/** Sums up the next hours that can be closed, if any; whether there may be more. */
async function closeHours(tx: Transaction<DB>): Promise<boolean> {
  const { closed_until: closed } = await tx.selectFrom('report_clock').select('closed_until').executeTakeFirstOrThrow()
  const horizon = await findHorizon(tx)
  if (closed && closed >= horizon) return false
  const begins = await findEarliest(tx, closed ?? new Date(0))
  const ends = new Date(begins ? Math.min(begins.getTime() + HOURS * 3_600_000, horizon.getTime()) : horizon)
  if (begins && begins < ends) {
    await sumUp(
      tx,
      sql`select id as account_id, ${begins}::timestamptz as begins, ${ends}::timestamptz as ends from accounts`,
    )
  }
  await tx.updateTable('report_clock').set({ closed_until: ends }).execute()
  return ends < horizon
}

/** The beginning of the hour that cannot be closed yet. */
async function findHorizon(tx: Transaction<DB>): Promise<Date> {
  const { rows } = await sql<{ horizon: Date }>`
    select date_trunc('hour', least(now(), min(xact_start)) - interval '30 minutes', 'UTC') as horizon
    from pg_stat_activity where datname = current_database() and backend_type = 'client backend'`.execute(tx)
  return rows[0]?.horizon ?? new Date(0)
}

/** The hour in which something happened first since a moment: where there was nothing, nothing needs to be summed up. */
async function findEarliest(tx: Transaction<DB>, since: Date): Promise<Date | null> {
  const { rows } = await sql<{ hour: Date | null }>`
    select date_trunc('hour', min(at), 'UTC') as hour
    from (
      select first.created_at as at
      from inboxes cross join unnest('{open,resolved,pending,snoozed}'::text[]) as standing (status) cross join lateral (
        select created_at from conversations where conversations.inbox_id = inboxes.id
          and conversations.status = standing.status and created_at >= ${since} order by created_at limit 1) as first
      union all
      select first.created_at from accounts cross join lateral (
        select created_at from messages where messages.account_id = accounts.id
          and direction in ('incoming', 'outgoing') and not private and created_at >= ${since}
        order by created_at limit 1) as first
      union all
      select first.ended_at from accounts cross join unnest(${FACT_KINDS}::text[]) as named (kind) cross join lateral (
        select ended_at from report_facts where report_facts.account_id = accounts.id and report_facts.kind = named.kind
          and ended_at >= ${since} order by ended_at limit 1) as first
    ) as firsts`.execute(tx)
  return rows[0]?.hour ?? null
}

/** Sums up again the hours that something was noted of; whether there may be more. */
async function mendHours(tx: Transaction<DB>): Promise<boolean> {
  const { rows } = await sql<{ account_id: number; hour: Date }>`
    with noted as (
      delete from report_changes where (account_id, hour, id) in (
        select account_id, hour, id from report_changes limit ${NOTES}) returning account_id, hour
    )
    select distinct noted.account_id, noted.hour from noted join accounts on accounts.id = noted.account_id
    join report_clock on noted.hour < closed_until`.execute(tx)
  const accounts = rows.map((row) => row.account_id)
  const at = rows.map((row) => row.hour)
  const hours = sql`select account_id, hour as begins, hour + interval '1 hour' as ends
    from unnest(${accounts}::integer[], ${at}::timestamptz[]) as noted (account_id, hour)`
  if (rows.length > 0) {
    await sql`delete from report_rollups using (${hours}) as spans where report_rollups.account_id = spans.account_id
      and grain = 'hour' and report_rollups.at = spans.begins`.execute(tx)
    await sumUp(tx, hours)
  }
  const left = await sql<{ some: boolean }>`select exists (select from report_changes) as some`.execute(tx)
  return left.rows[0]?.some ?? false
}

/** Sums up spans of whole hours, which must not be in the sums, and after them their days, which may be. */
async function sumUp(tx: Transaction<DB>, spans: RawBuilder<unknown>): Promise<void> {
  const hourOf = (moment: RawBuilder<Date>) => sql`date_trunc('hour', ${moment}, 'UTC')`
  // Half a table or three rows: one plan for both would be wrong for one.
  await sql`${sql.raw(PLANNED_EACH_TIME)} with spans as (${spans})
    insert into report_rollups (account_id, grain, at, dimension, key, ${columnsOf(ALL_SUMS)})
    select account_id, 'hour', place, dimension, key, ${columnsOf(ALL_SUMS)}
    from (${sumsOfHistory(ALL_SUMS, hourOf)}) as summed`.execute(tx)
  const days = sql`select distinct account_id, day from (${spans}) as spans, generate_series(
    date_trunc('day', begins, 'UTC'), ends - interval '1 hour', interval '1 day') as day`
  await sql`delete from report_rollups using (${days}) as days where report_rollups.account_id = days.account_id
    and grain = 'day' and report_rollups.at = days.day`.execute(tx)
  await sql`insert into report_rollups (account_id, grain, at, dimension, key, ${columnsOf(ALL_SUMS)})
    select report_rollups.account_id, 'day', days.day, dimension, key, ${addedUp(ALL_SUMS)}
    from (${days}) as days join report_rollups on report_rollups.account_id = days.account_id
      and grain = 'hour' and at >= days.day and at < days.day + interval '1 day'
    group by report_rollups.account_id, days.day, dimension, key`.execute(tx)
}
