import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'

/** How many conversations stand open now, and which of those nobody answers or has. */
export interface LiveCounts {
  open: number
  unattended: number
  unassigned: number
  pending: number
}

/** What live counts can be confined to or told apart by. */
export type LiveGroup = 'team_id' | 'assignee_id'

const none: LiveCounts = { open: 0, unattended: 0, unassigned: 0, pending: 0 }

/** What stands where in the account now, or in one of its teams. */
export async function countLive(db: Reader, accountId: number, teamId?: number): Promise<LiveCounts> {
  const [row] = await counts(db, accountId, { ...(teamId !== undefined && { group: 'team_id', ids: [teamId] }) })
  return row ? row.counts : none
}

/** The same of each team or assignee that is named, those without anything too, in this order. */
export async function countLiveBy(
  db: Reader,
  accountId: number,
  group: LiveGroup,
  ids: number[],
): Promise<(LiveCounts & { id: number })[]> {
  const rows = new Map((await counts(db, accountId, { group, ids })).map((row) => [row.id, row.counts]))
  return ids.map((id) => ({ id, ...(rows.get(id) ?? none) }))
}

/**
 * Open, unassigned and pending come from the counts that are kept with each change (0051_conversation_counts.sql), and those that
 * wait for an answer from an index of nothing else.
 */
async function counts(
  db: Reader,
  accountId: number,
  { group, ids = [] }: { group?: LiveGroup; ids?: number[] },
): Promise<{ id: number; counts: LiveCounts }[]> {
  const id = group ? sql.ref(group) : sql`0`
  const wanted = group ? sql`${sql.ref(group)} = any(${ids}::integer[])` : sql`true`
  const place = sql.raw('status, team_id, assignee_id')
  const { rows } = await sql<LiveCounts & { id: number }>`
    select id, coalesce(sum(count) filter (where kind = 'open'), 0)::integer as open,
      coalesce(sum(count) filter (where kind = 'open' and is_free), 0)::integer as unassigned,
      coalesce(sum(count) filter (where kind = 'pending'), 0)::integer as pending,
      coalesce(sum(count) filter (where kind = 'unattended'), 0)::integer as unattended
    from (
      select ${id} as id, status as kind, assignee_id is null as is_free, count
      from (
        select ${place}, count from conversation_counts where account_id = ${accountId} and label = ''
        union all select ${place}, change from conversation_count_changes where account_id = ${accountId} and label = ''
      ) as kept where status in ('open', 'pending') and ${wanted}
      union all
      select ${id}, 'unattended', false, count(*) from conversations
      where account_id = ${accountId} and status = 'open' and (first_reply_created_at is null or waiting_since is not null)
        and ${wanted}
      group by 1
    ) as places group by id`.execute(db)
  return rows.map(({ id: place_, ...row }) => ({ id: place_, counts: row }))
}
