import { clockTime, startOfDay } from './time.ts'

/** A day of the week of the inbox, as the server says it (0 is Sunday). A closing before the opening is that of the next morning. */
export interface WorkingDay {
  day_of_week: number
  closed_all_day: boolean
  open_all_day: boolean
  open_hour: number | null
  open_minutes: number | null
  close_hour: number | null
  close_minutes: number | null
}

const dayLength = 24 * 60
const weekLength = 7 * dayLength
const minute = 60_000

/** From when until when the inbox is open, in minutes of the week; an end may lie in the next one. */
function spansOf(days: WorkingDay[]): [number, number][] {
  return days
    .filter((day) => !day.closed_all_day)
    .map((day): [number, number] => {
      const start = day.day_of_week * dayLength
      if (day.open_all_day) return [start, start + dayLength]
      const from = (day.open_hour ?? 0) * 60 + (day.open_minutes ?? 0)
      const to = (day.close_hour ?? 0) * 60 + (day.close_minutes ?? 0)
      return [start + from, start + to + (to < from ? dayLength : 0)]
    })
}

/** What the clock on the inbox's wall shows, in minutes of the week. */
function wallMinute(timeZone: string, at: number): number {
  const clock = new Intl.DateTimeFormat('en', {
    timeZone,
    weekday: 'short',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at)
  const part = (type: string) => clock.find((one) => one.type === type)?.value ?? ''
  const day = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(part('weekday'))
  return day * dayLength + Number(part('hour')) * 60 + Number(part('minute'))
}

/** When the inbox opens next, in milliseconds: 0 when it is open, Infinity when it never opens. */
export function nextOpening(days: WorkingDay[], timeZone: string, now: number): number {
  const wall = wallMinute(timeZone, now)
  const spans = spansOf(days)
  const ahead = (minutes: number) => (minutes + weekLength) % weekLength
  if (spans.some(([from, to]) => ahead(wall - from) < to - from)) return 0
  const wait = Math.min(...spans.map(([from]) => ahead(from - wall)))
  if (wait === Infinity) return wait
  const at = Math.floor(now / minute) * minute + wait * minute
  // The clocks may change before it opens.
  const shift = ahead(wallMinute(timeZone, at) - wall - wait + dayLength) - dayLength
  return at - shift * minute
}

/** When within the coming week, such as "tomorrow, 9:00"; both in milliseconds. */
export function momentAhead(at: number, locale: string, now = Date.now()): string {
  const days = Math.round((startOfDay(at) - startOfDay(now)) / 86_400_000)
  const day =
    days < 2
      ? new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
      : new Intl.DateTimeFormat(locale, { weekday: 'long' }).format(at)
  return `${day}, ${clockTime(at / 1000, locale)}`
}
