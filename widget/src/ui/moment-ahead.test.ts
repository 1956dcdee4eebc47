import { expect, test } from 'vitest'
import { momentAhead } from './opening.ts'

test('a moment of the coming week is told as people say it', () => {
  const now = new Date(2026, 2, 6, 20, 0).getTime()
  const on = (day: number) => momentAhead(new Date(2026, 2, day, 9, 30).getTime(), 'en', now)
  expect([on(6), on(7), on(9)]).toEqual(['today, 9:30 AM', 'tomorrow, 9:30 AM', 'Monday, 9:30 AM'])
})
