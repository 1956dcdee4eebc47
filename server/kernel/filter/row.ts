import type { Json } from '../event.ts'

/** What a filter row may ask of its key (contract 2.10). */
export const OPERATORS = [
  'equal_to',
  'not_equal_to',
  'contains',
  'does_not_contain',
  'starts_with',
  'is_present',
  'is_not_present',
  'is_greater_than',
  'is_less_than',
  'days_before',
] as const

/** One of OPERATORS. */
export type Operator = (typeof OPERATORS)[number]

/** One row of a filter as somebody sent it: nothing of it is checked yet. */
export interface FilterRow {
  key: string
  operator: string
  values: Json[]
  /** How it goes on after this row, `and` or `or`; of the last row it does not matter. */
  joiner: string | null
  /** Whose custom attribute the key is; null leaves that to the key. */
  attributeOf: 'conversation' | 'contact' | null
}
