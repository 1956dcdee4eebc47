import { describe, expect, test } from 'vitest'
import { nextOpening, type WorkingDay } from './opening.ts'

const closed = (day_of_week: number): WorkingDay => ({
  day_of_week,
  closed_all_day: true,
  open_all_day: false,
  open_hour: null,
  open_minutes: null,
  close_hour: null,
  close_minutes: null,
})
const from = (day: number, open: number, close: number): WorkingDay => ({
  ...closed(day),
  closed_all_day: false,
  open_hour: open,
  open_minutes: 30,
  close_hour: close,
  close_minutes: 0,
})
const week = (...open: WorkingDay[]) =>
  [0, 1, 2, 3, 4, 5, 6].map((day) => open.find((one) => one.day_of_week === day) ?? closed(day))
const at = (moment: string) => Date.parse(moment)
const opens = (days: WorkingDay[], zone: string, now: string) => {
  const next = nextOpening(days, zone, at(now))
  return next === 0 || next === Infinity ? next : new Date(next).toISOString()
}

describe('when an inbox opens next', () => {
  // 2026-03-02 is a Monday.
  const officeHours = week(...[1, 2, 3, 4, 5].map((day) => from(day, 9, 17)))

  test('nothing is said while it is open', () => {
    expect(opens(officeHours, 'UTC', '2026-03-02T09:30:00Z')).toBe(0)
    expect(opens(officeHours, 'UTC', '2026-03-02T16:59:59Z')).toBe(0)
  })

  test('later today, tomorrow, and after the weekend', () => {
    expect(opens(officeHours, 'UTC', '2026-03-02T09:29:59Z')).toBe('2026-03-02T09:30:00.000Z')
    expect(opens(officeHours, 'UTC', '2026-03-02T17:00:00Z')).toBe('2026-03-03T09:30:00.000Z')
    expect(opens(officeHours, 'UTC', '2026-03-06T20:00:00Z')).toBe('2026-03-09T09:30:00.000Z')
    expect(opens(officeHours, 'UTC', '2026-03-08T00:00:30Z')).toBe('2026-03-09T09:30:00.000Z')
  })

  test('the clock on the wall of the inbox decides', () => {
    expect(opens(officeHours, 'Asia/Kolkata', '2026-03-02T03:59:00Z')).toBe('2026-03-02T04:00:00.000Z')
    expect(opens(officeHours, 'America/New_York', '2026-03-02T15:00:00Z')).toBe(0)
  })

  test('a night shift lasts into the next morning, over the end of the week too', () => {
    const night = week(from(6, 22, 6))
    expect(opens(night, 'UTC', '2026-03-07T23:00:00Z')).toBe(0)
    expect(opens(night, 'UTC', '2026-03-08T05:59:00Z')).toBe(0)
    expect(opens(night, 'UTC', '2026-03-08T06:00:00Z')).toBe('2026-03-14T22:30:00.000Z')
  })

  test('a change of the clocks before the opening is reckoned with', () => {
    // Berlin goes an hour ahead on Sunday 2026-03-29, and back on 2026-10-25.
    expect(opens(officeHours, 'Europe/Berlin', '2026-03-28T12:00:00Z')).toBe('2026-03-30T07:30:00.000Z')
    expect(opens(officeHours, 'Europe/Berlin', '2026-10-24T12:00:00Z')).toBe('2026-10-26T08:30:00.000Z')
  })

  test('a week without an open day never opens, and one that never closes is always open', () => {
    expect(opens(week(), 'UTC', '2026-03-02T12:00:00Z')).toBe(Infinity)
    expect(opens([], 'UTC', '2026-03-02T12:00:00Z')).toBe(Infinity)
    const always = week().map((day) => ({ ...day, closed_all_day: false, open_all_day: true }))
    expect(opens(always, 'UTC', '2026-03-07T23:59:59Z')).toBe(0)
  })
})
