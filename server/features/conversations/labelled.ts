import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import type { Asker } from './policy.ts'

/** How many inboxes a list goes through, roughly: it only has to be the right size of number. */
const PLACES = 5

/** That a conversation carries all of these labels. */
export function carrying(labels: string[]): RawBuilder<SqlBool> {
  // The first half lets the index be used, which leaves out conversations without labels.
  return sql`conversations.labels <> '{}' and conversations.labels @> ${lowered(labels)}::text[]`
}

/** The same in a form that no index serves and that the planner takes for likely, so that it follows the order of the list. */
export function carryingUnindexed(labels: string[]): RawBuilder<SqlBool>[] {
  return labels.length > 0
    ? [sql`case when conversations.labels @> ${lowered(labels)}::text[] then true else false end`]
    : []
}

/**
 * Whether so few conversations carry these labels that looking at all of them costs less than walking down a list until a page is
 * full. With n conversations of which k carry the label, one costs k rows, the other `wanted` times n / k in each place. The planner
 * knows neither, but the kept counts do.
 */
export async function areFew(db: Reader, { accountId }: Asker, labels: string[], wanted: number): Promise<boolean> {
  if (labels.length === 0) return false
  const { rows } = await sql<{ label: string; count: number }>`
    select label, sum(count)::integer as count from conversation_counts
    where account_id = ${accountId} and label = any(${['', ...lowered(labels)]}::text[]) group by label`.execute(db)
  const counted = new Map(rows.map((row) => [row.label, row.count]))
  const carriers = Math.min(...lowered(labels).map((label) => counted.get(label) ?? 0))
  return carriers * carriers < wanted * PLACES * (counted.get('') ?? 0)
}

function lowered(labels: string[]): string[] {
  return labels.map((label) => label.toLowerCase())
}
