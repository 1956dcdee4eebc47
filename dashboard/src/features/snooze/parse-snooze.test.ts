import { expect, test } from 'vitest'
import { parseSnooze, snoozePresets } from './parse-snooze.ts'

/** Wednesday, 11 November 2026, 15:20 local time. */
const now = new Date(2026, 10, 11, 15, 20)
const local = (year: number, month: number, day: number, hours: number, minutes = 0) =>
  new Date(year, month - 1, day, hours, minutes)

test.each([
  ['tomorrow', local(2026, 11, 12, 9)],
  ['tomorrow 9', local(2026, 11, 12, 9)],
  ['Tomorrow at 14:30', local(2026, 11, 12, 14, 30)],
  ['tomorrow 8pm', local(2026, 11, 12, 20)],
  ['tonight', local(2026, 11, 11, 18)],
  ['in 2 hours', local(2026, 11, 11, 17, 20)],
  ['2h', local(2026, 11, 11, 17, 20)],
  ['in an hour', local(2026, 11, 11, 16, 20)],
  ['45 min', local(2026, 11, 11, 16, 5)],
  ['3 days', local(2026, 11, 14, 15, 20)],
  ['1w', local(2026, 11, 18, 15, 20)],
  ['monday', local(2026, 11, 16, 9)],
  ['mon 11', local(2026, 11, 16, 11)],
  ['wednesday', local(2026, 11, 18, 9)],
  ['next week', local(2026, 11, 16, 9)],
  ['next month', local(2026, 12, 1, 9)],
  ['weekend', local(2026, 11, 14, 9)],
  ['18', local(2026, 11, 11, 18)],
  ['9am', local(2026, 11, 12, 9)],
  ['2026-12-24 8am', local(2026, 12, 24, 8)],
  ['2026-12-24', local(2026, 12, 24, 9)],
])('"%s" is understood', (words, moment) => {
  expect(parseSnooze(words, now)).toEqual(moment)
})

test.each(['', 'soon', 'today 9', '2025-01-01', '2026-02-31', 'tomorrow 25', 'monday 13pm', 'in 0 hours'])(
  '"%s" names no moment to come',
  (words) => {
    expect(parseSnooze(words, now)).toBeNull()
  },
)

test('every preset lies ahead, also late in the evening', () => {
  const late = new Date(2026, 10, 15, 23, 30)
  const presets = snoozePresets(late)
  expect(presets.map((one) => one.name)).toEqual(['tomorrow', 'next_week', 'next_month'])
  expect(presets.every((one) => one.until > late)).toBe(true)
})
