import type { WorkingDay } from '../../../api/settings.ts'

/** A day of the week as its row shows it; times as the browser's fields have them, `09:30`. */
export interface Day {
  day: number
  state: 'open' | 'all_day' | 'closed'
  from: string
  until: string
}

const clock = (hour: number | null, minutes: number | null, fallback: string) =>
  hour === null ? fallback : `${String(hour).padStart(2, '0')}:${String(minutes ?? 0).padStart(2, '0')}`

/** Monday first, as weeks are read in an office; days that are not stored are closed. */
export function readWeek(days: readonly WorkingDay[]): Day[] {
  return [1, 2, 3, 4, 5, 6, 0].map((day) => {
    const one = days.find((other) => other.day_of_week === day)
    const state = one?.open_all_day ? 'all_day' : one && !one.closed_all_day ? 'open' : 'closed'
    return {
      day,
      state,
      from: clock(one?.open_hour ?? null, one?.open_minutes ?? null, '09:00'),
      until: clock(one?.close_hour ?? null, one?.close_minutes ?? null, '17:00'),
    }
  })
}

export function writeWeek(days: readonly Day[]): WorkingDay[] {
  return days.map(({ day, state, from, until }) => {
    const [openHour = 0, openMinutes = 0] = from.split(':').map(Number)
    const [closeHour = 0, closeMinutes = 0] = until.split(':').map(Number)
    const timed = state === 'open'
    return {
      day_of_week: day,
      closed_all_day: state === 'closed',
      open_all_day: state === 'all_day',
      open_hour: timed ? openHour : null,
      open_minutes: timed ? openMinutes : null,
      close_hour: timed ? closeHour : null,
      close_minutes: timed ? closeMinutes : null,
    }
  })
}

/** The name of a day of the week, 0 being Sunday. */
export function dayName(day: number, locale: string): string {
  // The fourth of January 2026 is a Sunday.
  return new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, 0, 4 + day))
}
