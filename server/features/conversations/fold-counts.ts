import { sql } from 'kysely'
import type { Database } from '../../platform/database/connection.ts'

// So that two processes do not wait for each other's rows; whoever comes second has nothing to do.
const FOLDING = 7_203_611

/** So many changes one transaction takes in; a company that is removed leaves as many as it had conversations. */
const BATCH = 20_000

/**
 * Brings the kept counts up to date with what changed since, and forgets the changes. The sum of both tables is the same before and
 * after, so that nobody who reads meanwhile sees a difference. Returns how many changes were taken in.
 */
export async function foldCounts(db: Database): Promise<number> {
  for (let folded = 0; ;) {
    const taken = await db.transaction().execute(async (tx) => {
      const lock = await sql<{ free: boolean }>`select pg_try_advisory_xact_lock(${FOLDING}) as free`.execute(tx)
      if (!lock.rows[0]?.free) return 0
      const { rows } = await sql<{ taken: number }>`
        with taken as (
          delete from conversation_count_changes where (account_id, id) in (
            select account_id, id from conversation_count_changes limit ${BATCH})
          returning *
        ), sums as (
          select account_id, label, status, inbox_id, team_id, assignee_id, sum(change) as change from taken
          group by account_id, label, status, inbox_id, team_id, assignee_id having sum(change) <> 0
        ), folded as (
          insert into conversation_counts (account_id, label, status, inbox_id, team_id, assignee_id, count)
          select account_id, label, status, inbox_id, team_id, assignee_id, change from sums
          on conflict (account_id, label, status, inbox_id, team_id, assignee_id)
          do update set count = conversation_counts.count + excluded.count
        )
        select count(*)::integer as taken from taken`.execute(tx)
      if (rows[0]?.taken) await sql`delete from conversation_counts where count = 0`.execute(tx)
      return rows[0]?.taken ?? 0
    })
    folded += taken
    if (taken < BATCH) return folded
  }
}
