import { invalid } from '../refusal.ts'
import type { Condition, Filter, Test } from './condition.ts'
import { operatorsOf, type FilterKey } from './key.ts'
import { dayOf, daysBefore, readMoment } from './read-moment.ts'
import { onlyValue, readDays, readEquals, readNumber, readTexts } from './read-values.ts'
import { OPERATORS, type FilterRow, type Operator } from './row.ts'

/** More rows than anybody clicks together; each is a piece of a statement. */
const MOST_ROWS = 50

const MOST_VALUES = 1000

/** Which key a row names, or undefined. */
export type FindKey<Key extends FilterKey> = (row: FilterRow) => Key | undefined

/** Checks the rows of a filter and groups them; refuses an unknown key, operator, value or joiner by its name. */
export function readRows<Key extends FilterKey>(rows: FilterRow[], find: FindKey<Key>, now: Date): Filter<Key> {
  if (rows.length > MOST_ROWS) throw invalid('payload', `A filter has at most ${MOST_ROWS} rows`)
  if (rows.length === 0) return []
  const groups: Filter<Key> = []
  let group: Condition<Key>[] = []
  for (const [index, row] of rows.entries()) {
    group.push(readRow(row, find, now))
    if (index === rows.length - 1 || joinerOf(row, index) === 'or') {
      groups.push(group)
      group = []
    }
  }
  return groups
}

function joinerOf(row: FilterRow, index: number): string {
  const joiner = row.joiner?.toLowerCase()
  if (joiner === 'and' || joiner === 'or') return joiner
  throw invalid(
    'query_operator',
    `query_operator of row ${index + 1} must be and or or, not ${JSON.stringify(row.joiner)}`,
  )
}

function readRow<Key extends FilterKey>(row: FilterRow, find: FindKey<Key>, now: Date): Condition<Key> {
  const key = find(row)
  if (!key) throw invalid('attribute_key', `attribute_key ${shown(row.key)} is not known here`)
  const operator = OPERATORS.find((known) => known === row.operator)
  if (!operator) throw invalid('filter_operator', `filter_operator ${shown(row.operator)} is not known`)
  const allowed = operatorsOf(key)
  if (!allowed.includes(operator)) {
    throw invalid(
      'filter_operator',
      `filter_operator of ${shown(row.key)} must be of ${allowed.join(', ')}, not ${operator}`,
    )
  }
  if (row.values.length > MOST_VALUES)
    throw invalid('values', `values of ${shown(row.key)} must be at most ${MOST_VALUES}`)
  const test = testOf(operator, row, key, now)
  return { key, test, negated: NEGATED.has(operator) && test.kind !== 'anything' }
}

const NEGATED = new Set<Operator>(['not_equal_to', 'does_not_contain', 'is_not_present'])

function testOf(operator: Operator, row: FilterRow, key: FilterKey, now: Date): Test {
  switch (operator) {
    case 'equal_to':
    case 'not_equal_to':
      return readEquals(row, key)
    case 'contains':
    case 'does_not_contain':
      return { kind: 'contains', texts: readTexts(row) }
    case 'starts_with':
      return { kind: 'starts', texts: readTexts(row, key.spelled) }
    case 'is_present':
    case 'is_not_present':
      return { kind: 'present' }
    case 'is_greater_than':
      return readAbove(row, key)
    case 'is_less_than':
      return { kind: 'below', value: bound(row, key) }
    case 'days_before':
      return { kind: 'below', value: written(key, daysBefore(now, readDays(row))) }
  }
}

function readAbove(row: FilterRow, key: FilterKey): Test {
  if (key.type !== 'moment') return { kind: 'above', value: bound(row, key) }
  return { kind: 'from', value: readMoment(row, onlyValue(row)).end.toISOString() }
}

function bound(row: FilterRow, key: FilterKey): string {
  return key.type === 'number' ? readNumber(row) : written(key, readMoment(row, onlyValue(row)).start)
}

function written(key: FilterKey, moment: Date): string {
  return key.type === 'day' ? dayOf(moment) : moment.toISOString()
}

// What was sent comes back in the sentence, in one line and not at length.
function shown(text: string): string {
  return JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text)
}
