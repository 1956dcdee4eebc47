import { expect, test } from 'vitest'
import { dayName, readWeek, writeWeek } from './week.ts'

const open = {
  closed_all_day: false,
  open_all_day: false,
  open_hour: 8,
  open_minutes: 30,
  close_hour: 16,
  close_minutes: 0,
}

test('a week begins on Monday, and a day that is not stored is closed', () => {
  const week = readWeek([{ day_of_week: 1, ...open }])
  expect(week[0]).toEqual({ day: 1, state: 'open', from: '08:30', until: '16:00' })
  expect(week.map((one) => one.state)).toEqual(['open', 'closed', 'closed', 'closed', 'closed', 'closed', 'closed'])
  expect(week.at(-1)?.day).toBe(0)
})

test('what is read is written back the same, and a closed day has no times', () => {
  const stored = [{ day_of_week: 1, ...open }]
  const written = writeWeek(readWeek(stored))
  expect(written[0]).toEqual(stored[0])
  expect(written[1]).toMatchObject({ closed_all_day: true, open_hour: null, close_minutes: null })
})

test('days have their names in the reader’s language', () => {
  expect([dayName(0, 'en'), dayName(1, 'de')]).toEqual(['Sunday', 'Montag'])
})
