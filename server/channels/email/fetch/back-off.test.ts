import { expect, test } from 'vitest'
import { pauseAfter } from './back-off.ts'

test('each failure doubles the pause, up to a longest one, and chance spreads it', () => {
  const seconds = [1, 2, 3, 8, 9, 500].map((attempts) => pauseAfter('connection', attempts, 0.5) / 1000)
  expect(seconds).toEqual([2, 4, 8, 256, 300, 300])
  expect([pauseAfter('connection', 1, 0), pauseAfter('connection', 1, 1)]).toEqual([1500, 2500])
})

test('a refused password is tried less often than a broken connection, and still tried', () => {
  expect(pauseAfter('sign-in', 1, 0.5)).toBe(60_000)
  expect(pauseAfter('sign-in', 1000, 0.5)).toBe(1_800_000)
})
