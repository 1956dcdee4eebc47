import type { Json } from '../event.ts'
import { invalid, type Refusal } from '../refusal.ts'
import type { Test } from './condition.ts'
import type { FilterKey } from './key.ts'
import { dayOf, readMoment } from './read-moment.ts'
import type { FilterRow } from './row.ts'

const NOTHING = new Set<Json>([null, 'nil', 'none'])

// Clients also say 0 for nobody (contract 10.3, 23).
const NO_ID = new Set<Json>([...NOTHING, 0, '0'])

/** The test for equality with any of a row's values. */
export function readEquals(row: FilterRow, key: FilterKey): Test {
  const wanted = valuesOf(row)
  if (key.everything !== undefined && wanted.includes(key.everything)) return { kind: 'anything' }
  const isNothing = (value: Json) => key.optional === true && (key.type === 'id' ? NO_ID : NOTHING).has(value)
  const named = wanted.filter((value) => !isNothing(value))
  return {
    kind: 'equals',
    values: named.map((value) => readValue(row, key, value)),
    orNothing: named.length < wanted.length,
  }
}

/** A row's values as texts to look for; `spelled` brings them into the key's own spelling. */
export function readTexts(row: FilterRow, spelled: FilterKey['spelled'] = (text) => text): string[] {
  return valuesOf(row).map((value) => {
    if (typeof value === 'object') throw wrong(row, 'must be texts')
    return spelled(String(value))
  })
}

/** The number that a row compares with, as its digits. */
export function readNumber(row: FilterRow): string {
  return numberOf(row, onlyValue(row))
}

/** How many days back a row looks. */
export function readDays(row: FilterRow): number {
  const days = Number(onlyValue(row))
  if (!Number.isInteger(days) || days < 0 || days > 36_500)
    throw wrong(row, 'must be one whole number of days, 0 to 36500')
  return days
}

/** The single value of a row that compares with one. */
export function onlyValue(row: FilterRow): Json {
  const [value, ...more] = valuesOf(row)
  if (value === undefined || value === '' || more.length > 0) throw wrong(row, 'must hold one value')
  return value
}

function valuesOf(row: FilterRow): Json[] {
  if (row.values.length === 0) throw wrong(row, `must not be empty with ${row.operator}`)
  return row.values
}

function readValue(row: FilterRow, key: FilterKey, value: Json): string | number | boolean {
  if (key.type === 'id') return idOf(row, value)
  if (key.type === 'number') return numberOf(row, value)
  if (key.type === 'flag') return flagOf(row, value)
  if (key.type === 'day') return dayOf(readMoment(row, value).start)
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    throw wrong(row, 'must be texts')
  }
  const text = String(value)
  if (key.choices && !key.choices.includes(text)) {
    throw wrong(row, `must be of ${[...key.choices, key.everything].filter(Boolean).join(', ')}`)
  }
  if (key.type === 'labels') return text.trim().toLowerCase()
  return key.spelled?.(text) ?? text
}

function idOf(row: FilterRow, value: Json): number {
  const id = typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value
  if (typeof id !== 'number' || !Number.isInteger(id) || id < 1 || id > 2_147_483_647) {
    throw wrong(row, 'must be whole numbers from 1')
  }
  return id
}

function numberOf(row: FilterRow, value: Json): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value === 'string' && /^-?\d{1,40}(\.\d{1,40})?$/.test(value.trim())) return value.trim()
  throw wrong(row, 'must be numbers')
}

function flagOf(row: FilterRow, value: Json): boolean {
  if (value === true || value === 'true' || value === 1 || value === '1') return true
  if (value === false || value === 'false' || value === 0 || value === '0') return false
  throw wrong(row, 'must be true or false')
}

/** Refuses a row's values by the row's key. */
export function wrong(row: FilterRow, sentence: string): Refusal {
  return invalid('values', `values of ${row.key} ${sentence}`)
}
