import { sql, type OrderByDirection, type RawBuilder, type SqlBool } from 'kysely'
import { invalid } from '../../kernel/refusal.ts'
import type { Conversation, Priority } from './conversation.ts'

type Key = 'last_activity_at' | 'created_at' | 'waiting_since' | 'priority' | 'priority_then_age'

/** A sort of contract 2.9, such as `last_activity_at_desc`. */
export interface Sort {
  key: Key
  direction: 'asc' | 'desc'
}

const RANKS: Record<Priority, number> = { low: 1, medium: 2, high: 3, urgent: 4 }

// More than the milliseconds of any date, so that one number orders by priority first and by age then.
const RANK_STEP = 100_000_000_000_000

// Where nobody waits, in both directions: behind everybody who does.
const NOBODY_WAITS = { asc: 'infinity', desc: '-infinity' } as const

function expressionOf({ key, direction }: Sort): RawBuilder<unknown> {
  if (key === 'waiting_since') {
    return sql`coalesce(conversations.waiting_since, ${sql.lit(NOBODY_WAITS[direction])}::timestamptz)`
  }
  if (key === 'priority') return rank
  if (key === 'priority_then_age') {
    return sql`(${rank} * ${sql.lit(RANK_STEP)} - floor(extract(epoch from conversations.created_at) * 1000)::bigint)`
  }
  return sql.ref(`conversations.${key}`)
}

const rank = sql`case conversations.priority when 'low' then 1 when 'medium' then 2 when 'high' then 3 when 'urgent' then 4 else 0 end`

// What clients say that is not a key and a direction; the mobile app says `latest`.
const NAMED: Record<string, Sort> = {
  '': { key: 'last_activity_at', direction: 'desc' },
  latest: { key: 'last_activity_at', direction: 'desc' },
  priority_desc_created_at_asc: { key: 'priority_then_age', direction: 'desc' },
  sort_on_created_at: { key: 'created_at', direction: 'asc' },
  sort_on_priority: { key: 'priority', direction: 'desc' },
  sort_on_waiting_since: { key: 'waiting_since', direction: 'asc' },
}

/** Reads a `sort_by`. */
export function parseSort(text = ''): Sort {
  const named = Object.hasOwn(NAMED, text) ? NAMED[text] : undefined
  if (named) return named
  const match = /^(last_activity_at|created_at|waiting_since|priority)(?:_(asc|desc))?$/.exec(text)
  if (!match) {
    throw invalid(
      'sort_by',
      'sort_by must be last_activity_at, created_at, waiting_since or priority, with _asc or _desc, or priority_desc_created_at_asc',
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
  const type = isNumeric(sort) ? sql`bigint` : sql`timestamptz`
  const expression = expressionOf(sort)
  if (sort.direction === 'desc') return sql`(${expression}, conversations.id) < (${key}::${type}, ${id}::bigint)`
  // The first half says what the second implies, in a form that an index can begin at.
  return sql`(${expression} >= ${key}::${type} and (${expression} > ${key}::${type} or conversations.id < ${id}::bigint))`
}

function isNumeric({ key }: Sort): boolean {
  return key === 'priority' || key === 'priority_then_age'
}

function isKeyOf(sort: Sort, key: string | number | null | undefined): boolean {
  if (isNumeric(sort)) return typeof key === 'number' && Number.isSafeInteger(key)
  if (sort.key === 'waiting_since' && key === NOBODY_WAITS[sort.direction]) return true
  return typeof key === 'string' && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(key) && !Number.isNaN(Date.parse(key))
}

/** The sort key of a row, for a cursor. */
export function sortKeyOf(
  sort: Sort,
  row: { lastActivityAt: Date; createdAt: Date; waitingSince: Date | null; priority: string | null },
): string | number {
  const rankOfRow = row.priority ? RANKS[row.priority as NonNullable<Conversation['priority']>] : 0
  if (sort.key === 'priority') return rankOfRow
  if (sort.key === 'priority_then_age') return rankOfRow * RANK_STEP - row.createdAt.getTime()
  if (sort.key === 'waiting_since') return row.waitingSince?.toISOString() ?? NOBODY_WAITS[sort.direction]
  return (sort.key === 'created_at' ? row.createdAt : row.lastActivityAt).toISOString()
}
