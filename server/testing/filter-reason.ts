/** A filter row as a client sends it. */
export interface SentRow {
  attribute_key: string
  filter_operator: string
  values: (string | number | boolean | null)[]
  query_operator: 'and' | 'or' | null
  custom_attribute_type?: string
}

/** How a key's values are compared. */
export type Kind = 'text' | 'choice' | 'id' | 'number' | 'flag' | 'moment' | 'day' | 'labels'

/** A row of a list: what each key is, or null. */
export type Facts = Record<string, unknown>

/**
 * Whether filter rows hold for a row of a list, said as plainly as can be: no SQL, no grammar of the product's. Tests compare the
 * product with it.
 */
export function holds(rows: SentRow[], facts: Facts, kinds: Record<string, Kind>, now: Date): boolean {
  // Every "or" begins a new chance; within a chance all must hold.
  let chance = true
  for (const [index, row] of rows.entries()) {
    const key = `${row.custom_attribute_type ?? ''}${row.attribute_key}`
    chance = chance && holdsOne(row, facts[key] ?? null, kinds[key] ?? 'text', now)
    const last = index === rows.length - 1
    if ((last || row.query_operator === 'or') && chance) return true
    if (row.query_operator === 'or') chance = true
  }
  return rows.length === 0
}

function holdsOne(row: SentRow, fact: unknown, kind: Kind, now: Date): boolean {
  const { values } = row
  const there = fact !== null && fact !== '' && !(Array.isArray(fact) && fact.length === 0)
  const text = String(fact).toLowerCase()
  const any = (test: (value: string) => boolean) =>
    fact !== null && values.some((value) => test(String(value).toLowerCase()))
  switch (row.filter_operator) {
    case 'is_present':
      return there
    case 'is_not_present':
      return !there
    case 'equal_to':
      return values.includes('all') || values.some((value) => same(value, fact, kind))
    case 'not_equal_to':
      return values.includes('all') || !values.some((value) => same(value, fact, kind))
    case 'contains':
      return any((value) => text.includes(value))
    case 'does_not_contain':
      return !any((value) => text.includes(value))
    case 'starts_with':
      return any((value) => text.startsWith(value))
    default:
      return fact !== null && compares(row.filter_operator, values[0], fact, kind, now)
  }
}

function same(value: unknown, fact: unknown, kind: Kind): boolean {
  if (value === 'nil') return fact === null
  if (fact === null) return false
  if (Array.isArray(fact)) return fact.includes(String(value).toLowerCase())
  if (kind === 'number' || kind === 'id') return Number(value) === Number(fact)
  return String(value).toLowerCase() === String(fact).toLowerCase()
}

const DAY = 86_400_000

function compares(operator: string, value: unknown, fact: unknown, kind: Kind, now: Date): boolean {
  if (kind === 'number')
    return operator === 'is_greater_than' ? Number(fact) > Number(value) : Number(fact) < Number(value)
  const day = Math.floor(new Date(fact as string | Date).getTime() / DAY)
  if (operator === 'days_before') return day < Math.floor(now.getTime() / DAY) - Number(value)
  const asked = Math.floor(Date.parse(String(value)) / DAY)
  return operator === 'is_greater_than' ? day > asked : day < asked
}
