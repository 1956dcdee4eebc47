import type { FilterKey } from './key.ts'

/** What is asked of a key's value, with values that are read and checked. Nothing passes no test but `anything`. */
export type Test =
  | { kind: 'anything' }
  | { kind: 'present' }
  /** It is one of the values, or it is nothing and `orNothing` is set. Texts and labels are compared without regard to case. */
  | { kind: 'equals'; values: (string | number | boolean)[]; orNothing: boolean }
  | { kind: 'contains'; texts: string[] }
  | { kind: 'starts'; texts: string[] }
  | { kind: 'above' | 'from' | 'below'; value: string }

/** One checked row: the test, or with `negated` everything that does not pass it, what is nothing included. */
export interface Condition<Key extends FilterKey = FilterKey> {
  key: Key
  test: Test
  negated: boolean
}

/** A checked filter: it holds where all conditions of any group hold, as AND binds tighter than OR. No group holds everywhere. */
export type Filter<Key extends FilterKey = FilterKey> = Condition<Key>[][]
