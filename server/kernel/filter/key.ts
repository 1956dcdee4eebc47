import type { Operator } from './row.ts'

/** What stands behind a key; it decides which operators make sense and how values are read. */
export type KeyType = 'text' | 'choice' | 'id' | 'number' | 'flag' | 'moment' | 'day' | 'labels'

/** Something that filter rows may ask about. */
export interface FilterKey {
  type: KeyType
  /** Instead of the operators of the type. */
  operators?: readonly Operator[]
  /** The words that a choice knows. */
  choices?: readonly string[]
  /** A word that stands for every choice, so that the row says nothing (contract 2.10: status `all`). */
  everything?: string
  /** It may be nothing, and "nothing" is a value that rows may name. */
  optional?: boolean
  /** How this key's texts are written, where there is more than one way. */
  spelled?: (text: string) => string
}

const EQUALITY = ['equal_to', 'not_equal_to'] as const
const PRESENCE = ['is_present', 'is_not_present'] as const
const ORDER = ['is_greater_than', 'is_less_than'] as const

const OF_TYPE: Record<KeyType, readonly Operator[]> = {
  text: [...EQUALITY, 'contains', 'does_not_contain', 'starts_with', ...PRESENCE],
  choice: EQUALITY,
  id: [...EQUALITY, ...PRESENCE],
  number: [...EQUALITY, ...PRESENCE, ...ORDER],
  flag: [...EQUALITY, ...PRESENCE],
  moment: [...ORDER, 'days_before', ...PRESENCE],
  day: [...EQUALITY, ...ORDER, 'days_before', ...PRESENCE],
  labels: [...EQUALITY, ...PRESENCE],
}

/** The operators that a key allows. */
export function operatorsOf(key: FilterKey): readonly Operator[] {
  if (key.operators) return key.operators
  return key.type === 'choice' && key.optional ? [...EQUALITY, ...PRESENCE] : OF_TYPE[key.type]
}
