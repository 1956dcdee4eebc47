import { DateTime } from 'luxon'
import { invalid } from '../../kernel/refusal.ts'

/** When an inbox is open on one day of the week (0 is Sunday). A closing before the opening is that of the next morning. */
export interface WorkingHours {
  dayOfWeek: number
  closedAllDay: boolean
  openAllDay: boolean
  openHour: number | null
  openMinutes: number | null
  closeHour: number | null
  closeMinutes: number | null
}

/** The hours of a new inbox: nine to five, and closed at the weekend. */
export const usualHours: WorkingHours[] = [0, 1, 2, 3, 4, 5, 6].map((dayOfWeek) => {
  const weekend = dayOfWeek === 0 || dayOfWeek === 6
  const times = weekend ? noTimes() : { openHour: 9, openMinutes: 0, closeHour: 17, closeMinutes: 0 }
  return { dayOfWeek, closedAllDay: weekend, openAllDay: false, ...times }
})

/**
 * Whether it is open at a moment. The clock on the wall decides, so a day of 23 or 25 hours opens and closes like any other.
 * A week without rows is closed.
 */
export function isOpen(hours: WorkingHours[], timezone: string, at: Date): boolean {
  const local = DateTime.fromJSDate(at, { zone: timezone })
  const day = local.weekday % 7
  const minute = local.hour * 60 + local.minute
  const on = (dayOfWeek: number) => hours.find((one) => one.dayOfWeek === dayOfWeek)
  return isOpenOn(on(day), minute) || lastsPastMidnight(on((day + 6) % 7), minute)
}

/** When it is open on a day of the week by the clock on the wall: from and to, in minutes after midnight, in order and apart. */
export function openMinutesOf(hours: WorkingHours[], dayOfWeek: number): [number, number][] {
  const on = (day: number) => hours.find((one) => one.dayOfWeek === day)
  const [today, yesterday] = [on(dayOfWeek), on((dayOfWeek + 6) % 7)]
  const times: [number, number][] = []
  if (yesterday && isTimed(yesterday)) {
    const [open, close] = timesOf(yesterday)
    if (close < open && close > 0) times.push([0, close])
  }
  if (today?.openAllDay) times.push([0, 1440])
  else if (today && isTimed(today)) {
    const [open, close] = timesOf(today)
    times.push([open, open < close ? close : 1440])
  }
  return apart(times)
}

function isTimed(day: WorkingHours): boolean {
  return !day.closedAllDay && !day.openAllDay
}

/** At most two, the earlier first: what they share is counted once. */
function apart(times: [number, number][]): [number, number][] {
  const [first, second] = times
  if (!first || !second || second[0] > first[1]) return times
  return [[first[0], Math.max(first[1], second[1])]]
}

/** What an inbox's zone is ahead of UTC at a moment, such as +02:00. */
export function offsetOf(timezone: string, at: Date): string {
  return DateTime.fromJSDate(at, { zone: timezone }).toFormat('ZZ')
}

/** The calendar day of an inbox at a moment, such as 2026-03-29. */
export function dayAt(timezone: string, at: Date): string {
  return DateTime.fromJSDate(at, { zone: timezone }).toFormat('yyyy-MM-dd')
}

/** The hours as they are stored; refuses a day that is said twice, or that says nothing, by its row. */
export function checkedHours(hours: WorkingHours[]): WorkingHours[] {
  return hours.map((one, row) => {
    const refuse = (field: string, sentence: string) => invalid(`working_hours.${row}.${field}`, sentence)
    if (hours.findIndex((other) => other.dayOfWeek === one.dayOfWeek) !== row) {
      throw refuse('day_of_week', `working_hours has two rows for the day ${one.dayOfWeek}: keep one`)
    }
    if (one.closedAllDay && one.openAllDay) {
      throw refuse('open_all_day', 'A day cannot be both closed and open all day: choose one')
    }
    if (one.closedAllDay || one.openAllDay) return { ...one, ...noTimes() }
    const open = minuteOf(one.openHour, one.openMinutes)
    const close = minuteOf(one.closeHour, one.closeMinutes)
    if (open === null) throw refuse('open_hour', 'open_hour and open_minutes are needed unless the day is closed')
    if (close === null) throw refuse('close_hour', 'close_hour and close_minutes are needed unless the day is closed')
    if (open === close) throw refuse('close_hour', 'The closing must differ from the opening: or say open_all_day')
    return one
  })
}

function isOpenOn(day: WorkingHours | undefined, minute: number): boolean {
  if (!day || day.closedAllDay) return false
  if (day.openAllDay) return true
  const [open, close] = timesOf(day)
  return open < close ? minute >= open && minute < close : minute >= open
}

function lastsPastMidnight(yesterday: WorkingHours | undefined, minute: number): boolean {
  if (!yesterday || yesterday.closedAllDay || yesterday.openAllDay) return false
  const [open, close] = timesOf(yesterday)
  return close < open && minute < close
}

function timesOf(day: WorkingHours): [number, number] {
  return [minuteOf(day.openHour, day.openMinutes) ?? 0, minuteOf(day.closeHour, day.closeMinutes) ?? 0]
}

function minuteOf(hour: number | null, minutes: number | null): number | null {
  return hour === null || minutes === null ? null : hour * 60 + minutes
}

function noTimes() {
  return { openHour: null, openMinutes: null, closeHour: null, closeMinutes: null }
}
