const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** "now", "4m", "3h", "2d", then a date: short enough for a column of a list. Both times in seconds. */
export function shortAge(at: number, now: number, locale: string, nowWord: string): string {
  const age = now - at
  if (age < 45) return nowWord
  const narrow = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'narrow' }).format(value)
  if (age < HOUR) return narrow(Math.max(1, Math.round(age / MINUTE)), 'minute')
  if (age < DAY) return narrow(Math.round(age / HOUR), 'hour')
  if (age < 7 * DAY) return narrow(Math.round(age / DAY), 'day')
  return shortDate(at, now, locale)
}

function shortDate(at: number, now: number, locale: string): string {
  const sameYear = new Date(at * 1000).getFullYear() === new Date(now * 1000).getFullYear()
  return formatter(locale, { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(
    at * 1000,
  )
}

export function clockTime(at: number, locale: string): string {
  return formatter(locale, { hour: 'numeric', minute: '2-digit' }).format(at * 1000)
}

export function fullTime(at: number, locale: string): string {
  return formatter(locale, { dateStyle: 'full', timeStyle: 'short' }).format(at * 1000)
}

export function dayAndTime(at: number, locale: string): string {
  return formatter(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  }).format(at * 1000)
}

/** "Today" and "Yesterday" by name, other days by date; both times in seconds. */
export function longDay(at: number, now: number, locale: string): string {
  const midnight = (time: number) => new Date(time * 1000).setHours(0, 0, 0, 0)
  const days = Math.round((midnight(at) - midnight(now)) / (DAY * 1000))
  if (days === 0 || days === -1) {
    const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
    return words.charAt(0).toLocaleUpperCase(locale) + words.slice(1)
  }
  return formatter(locale, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(at * 1000)
}

/** Seconds since 1970 of whatever the wire calls a time; null for "never" (0, null). */
export function seconds(value: string | number | null | undefined): number | null {
  if (!value) return null
  if (typeof value === 'number') return value
  const parsed = Date.parse(value)
  return Number.isNaN(parsed) ? null : parsed / 1000
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, options)
  formatters.set(key, known)
  return known
}
