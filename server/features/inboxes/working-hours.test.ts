import { describe, expect, test } from 'vitest'
import { checkedHours, dayAt, isOpen, offsetOf, usualHours, type WorkingHours } from './working-hours.ts'

const berlin = 'Europe/Berlin'

function day(dayOfWeek: number, more: Partial<WorkingHours>): WorkingHours {
  const times = { openHour: null, openMinutes: null, closeHour: null, closeMinutes: null }
  return { dayOfWeek, closedAllDay: false, openAllDay: false, ...times, ...more }
}

const from = (openHour: number, closeHour: number) => ({ openHour, openMinutes: 0, closeHour, closeMinutes: 0 })

describe('An inbox from nine to five', () => {
  const moments: [string, string, boolean][] = [
    // Winter: Berlin is an hour ahead; summer: two.
    ['Monday in winter, one minute before nine', '2026-01-05T07:59:00Z', false],
    ['Monday in winter at nine', '2026-01-05T08:00:00Z', true],
    ['Monday in winter, the last minute', '2026-01-05T15:59:59Z', true],
    ['Monday in winter at five', '2026-01-05T16:00:00Z', false],
    ['Monday in summer at nine', '2026-07-06T07:00:00Z', true],
    ['Saturday at noon', '2026-01-03T11:00:00Z', false],
    ['the Monday after the clocks went forward, at nine', '2026-03-30T07:00:00Z', true],
    ['the Friday before they went forward, at nine', '2026-03-27T08:00:00Z', true],
    ['the Friday before they went forward, an hour early', '2026-03-27T07:00:00Z', false],
    ['the Monday after the clocks went back, at nine', '2026-10-26T08:00:00Z', true],
  ]
  for (const [name, at, open] of moments) {
    test(`is ${open ? 'open' : 'closed'} on ${name}`, () => {
      expect(isOpen(usualHours, berlin, new Date(at))).toBe(open)
    })
  }
})

describe('A night shift', () => {
  const nights = [day(6, from(22, 6))]
  test('is open before and after midnight, and closed at six', () => {
    expect(isOpen(nights, 'UTC', new Date('2026-01-03T21:59:00Z'))).toBe(false)
    expect(isOpen(nights, 'UTC', new Date('2026-01-03T22:00:00Z'))).toBe(true)
    expect(isOpen(nights, 'UTC', new Date('2026-01-04T05:59:00Z'))).toBe(true)
    expect(isOpen(nights, 'UTC', new Date('2026-01-04T06:00:00Z'))).toBe(false)
    expect(isOpen(nights, 'UTC', new Date('2026-01-05T05:00:00Z'))).toBe(false)
  })

  test('ends at six on the wall in the night that has one hour less, and in the one that has one more', () => {
    expect(isOpen(nights, berlin, new Date('2026-03-29T03:59:00Z'))).toBe(true)
    expect(isOpen(nights, berlin, new Date('2026-03-29T04:00:00Z'))).toBe(false)
    expect(isOpen(nights, berlin, new Date('2026-10-25T04:59:00Z'))).toBe(true)
    expect(isOpen(nights, berlin, new Date('2026-10-25T05:00:00Z'))).toBe(false)
  })
})

test('a day that is open all day is open from midnight to midnight, and no longer', () => {
  const sundays = [day(0, { openAllDay: true })]
  expect(isOpen(sundays, berlin, new Date('2026-03-28T22:59:00Z'))).toBe(false)
  expect(isOpen(sundays, berlin, new Date('2026-03-28T23:00:00Z'))).toBe(true)
  expect(isOpen(sundays, berlin, new Date('2026-03-29T21:59:00Z'))).toBe(true)
  expect(isOpen(sundays, berlin, new Date('2026-03-29T22:00:00Z'))).toBe(false)
})

test('a week without rows is closed', () => {
  expect(isOpen([], 'UTC', new Date())).toBe(false)
})

test('the offset and the calendar day are those of the zone at that moment', () => {
  expect(offsetOf(berlin, new Date('2026-03-29T00:59:00Z'))).toBe('+01:00')
  expect(offsetOf(berlin, new Date('2026-03-29T01:00:00Z'))).toBe('+02:00')
  expect(dayAt(berlin, new Date('2026-03-29T22:30:00Z'))).toBe('2026-03-30')
})

describe('Hours are refused by their row', () => {
  const wrong: [string, WorkingHours[], string][] = [
    ['a day twice', [day(1, from(9, 17)), day(1, from(9, 18))], 'working_hours.1.day_of_week'],
    ['open and closed at once', [day(1, { closedAllDay: true, openAllDay: true })], 'working_hours.0.open_all_day'],
    ['no opening', [day(1, { closeHour: 17, closeMinutes: 0 })], 'working_hours.0.open_hour'],
    ['no closing', [day(2, { openHour: 9, openMinutes: 0 })], 'working_hours.0.close_hour'],
    ['an opening that is the closing', [day(2, from(9, 9))], 'working_hours.0.close_hour'],
  ]
  for (const [name, hours, field] of wrong) {
    test(name, () => {
      expect(() => checkedHours(hours)).toThrow(expect.objectContaining({ field }))
    })
  }
})
