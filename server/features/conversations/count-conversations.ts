import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import { PLANNED_EACH_TIME } from '../../platform/database/named-statements.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { matching, type ConversationFilter } from './conversation-list.ts'
import type { Asker } from './policy.ts'
import { reachOf, visibleTo } from './policy.ts'

/** How many conversations each tab holds; the counts do not look at assigneeType (contract 2.9). */
export interface ConversationCounts {
  mine: number
  assigned: number
  unassigned: number
  all: number
}

/** Where there are no kept counts, rows are counted up to this many: beyond, a count says "so many or more". */
const MOST_COUNTED = 50_000

/** Counts what the asker may see of a filter: by the kept counts where the filter speaks of nothing else than they do. */
export async function countConversations(
  db: Reader,
  asker: Asker,
  filter: ConversationFilter,
): Promise<ConversationCounts> {
  // The kept counts do not know who takes part.
  const { besides } = reachOf(asker.actor)
  const kept = besides.includes('participating') ? undefined : keptFor(filter)
  const counted = kept ? keptCounts(kept.label) : rowsOf(db, asker, filter)
  const conditions = kept ? [...visibleTo(db, asker), ...kept.conditions] : [sql<SqlBool>`true`]
  const assigneeId = sql.ref('conversations.assignee_id')
  const sum = (condition: RawBuilder<SqlBool>) =>
    sql<number>`coalesce(sum(conversations.count) filter (where ${condition}), 0)::integer`
  // The kept counts have few rows, whoever asks; of the others nobody knows, and one plan for all would be wrong for some.
  const { rows } = await sql<ConversationCounts>`${sql.raw(kept ? '' : PLANNED_EACH_TIME)}
    select ${sum(sql`${assigneeId} = ${asker.actor.userId}`)} as mine, ${sum(sql`${assigneeId} is not null`)} as assigned,
      ${sum(sql`${assigneeId} is null`)} as unassigned, ${sum(sql`true`)} as "all"
    from (${counted}) as conversations where ${sql.join(conditions, sql` and `)}`.execute(db)
  return rows[0] as ConversationCounts
}

/**
 * What a filter says in the words of the kept counts, or undefined when it says more: they know a conversation's place, status,
 * assignee and each of its labels. Whoever adds a key to the filter need not come here; it is counted row by row then.
 */
function keptFor(filter: ConversationFilter): { label: string; conditions: Expression<SqlBool>[] } | undefined {
  const { status, assigneeType: _, labels = [], ...rest } = filter
  const places = new Set<string>(['inboxId', 'teamId'])
  if (
    labels.length > 1 ||
    Object.entries(rest).some(([key, value]) => value !== undefined && value !== false && !places.has(key))
  )
    return undefined
  return { label: labels[0]?.toLowerCase() ?? '', conditions: matching({ status, ...rest }) }
}

/** The counts as they were last brought up to date, with what changed since, under the names of a conversation's columns. */
function keptCounts(label: string): RawBuilder<unknown> {
  const columns = sql.raw('account_id, inbox_id, team_id, assignee_id, status')
  return sql`select ${columns}, count from conversation_counts where label = ${label}
    union all select ${columns}, change from conversation_count_changes where label = ${label}`
}

function rowsOf(db: Reader, asker: Asker, filter: ConversationFilter): RawBuilder<unknown> {
  const conditions = [...visibleTo(db, asker), ...matching(filter)]
  return sql`select conversations.assignee_id, 1 as count from conversations
    where ${sql.join(conditions, sql` and `)} limit ${MOST_COUNTED}`
}
