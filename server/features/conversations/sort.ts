import { sql, type OrderByDirection, type RawBuilder, type SqlBool } from 'kysely'
import { invalid } from '../../kernel/refusal.ts'
import type { Conversation, Priority } from './conversation.ts'

type Key = 'last_activity_at' | 'created_at' | 'waiting_since' | 'priority'

/** A sort of contract 2.9, such as `last_activity_at_desc`. */
export interface Sort {
  key: Key
  direction: 'asc' | 'desc'
}

const RANKS: Record<Priority, number> = { low: 1, medium: 2, high: 3, urgent: 4 }

// Where nobody waits, in both directions: behind everybody who does.
const NOBODY_WAITS = { asc: 'infinity', desc: '-infinity' } as const

function expressionOf({ key, direction }: Sort): RawBuilder<unknown> {
  if (key === 'waiting_since') {
    return sql`coalesce(conversations.waiting_since, ${sql.lit(NOBODY_WAITS[direction])}::timestamptz)`
  }
  if (key !== 'priority') return sql.ref(`conversations.${key}`)
  return sql`case conversations.priority when 'low' then 1 when 'medium' then 2 when 'high' then 3 when 'urgent' then 4 else 0 end`
}

/** Reads a `sort_by`; `latest` is what the mobile app says. */
export function parseSort(text: string | undefined): Sort {
  if (text === undefined || text === '' || text === 'latest') return { key: 'last_activity_at', direction: 'desc' }
  const match = /^(last_activity_at|created_at|waiting_since|priority)(?:_(asc|desc))?$/.exec(text)
  if (!match) {
    throw invalid(
      'sort_by',
      'sort_by must be last_activity_at, created_at, waiting_since or priority, with _asc or _desc',
    )
  }
  const key = match[1] as Key
  return { key, direction: (match[2] ?? (key === 'waiting_since' ? 'asc' : 'desc')) as 'asc' | 'desc' }
}

/** What to order by. */
export function orderOf(sort: Sort): [RawBuilder<unknown>, OrderByDirection] {
  return [expressionOf(sort), sort.direction]
}

/** The condition that a row comes after a cursor's. Of rows with the same key the newer conversation comes first, either way. */
export function keyAfter(sort: Sort, [key, id]: (string | number | null)[]): RawBuilder<SqlBool> {
  if (!Number.isInteger(id) || !isKeyOf(sort, key)) {
    throw invalid('cursor', 'cursor must be the next_cursor of an earlier page in the same order')
  }
  const type = sort.key === 'priority' ? sql`integer` : sql`timestamptz`
  const expression = expressionOf(sort)
  if (sort.direction === 'desc') return sql`(${expression}, conversations.id) < (${key}::${type}, ${id}::bigint)`
  return sql`(${expression} > ${key}::${type} or (${expression} = ${key}::${type} and conversations.id < ${id}::bigint))`
}

function isKeyOf(sort: Sort, key: string | number | null | undefined): boolean {
  if (sort.key === 'priority') return typeof key === 'number' && key >= 0 && key <= 4 && Number.isInteger(key)
  if (sort.key === 'waiting_since' && key === NOBODY_WAITS[sort.direction]) return true
  return typeof key === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(key) && !Number.isNaN(Date.parse(key))
}

/** The sort key of a row, for a cursor. */
export function sortKeyOf(
  sort: Sort,
  row: { lastActivityAt: Date; createdAt: Date; waitingSince: Date | null; priority: string | null },
): string | number {
  if (sort.key === 'priority') return row.priority ? RANKS[row.priority as NonNullable<Conversation['priority']>] : 0
  if (sort.key === 'waiting_since') return row.waitingSince?.toISOString() ?? NOBODY_WAITS[sort.direction]
  return (sort.key === 'created_at' ? row.createdAt : row.lastActivityAt).toISOString()
}
