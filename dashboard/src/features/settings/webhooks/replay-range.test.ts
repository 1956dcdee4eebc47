import { expect, test } from 'vitest'
import { localInput, rangeOf } from './replay-range.ts'

test('a moment goes into the field and back, to the minute', () => {
  const moment = new Date(2026, 10, 3, 7, 5, 42)
  expect(localInput(moment)).toBe('2026-11-03T07:05')
  expect(new Date(rangeOf(localInput(moment), '').from).getTime()).toBe(new Date(2026, 10, 3, 7, 5).getTime())
})

test('the minute that ends a range belongs to it, and no end means now', () => {
  const { until } = rangeOf('2026-11-03T07:05', '2026-11-03T07:05')
  expect(new Date(until ?? '').getTime() - new Date(2026, 10, 3, 7, 5).getTime()).toBe(59_999)
  expect(rangeOf('2026-11-03T07:05', '')).not.toHaveProperty('until')
})
