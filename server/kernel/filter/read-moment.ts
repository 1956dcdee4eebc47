import type { Json } from '../event.ts'
import { invalid } from '../refusal.ts'
import type { FilterRow } from './row.ts'

const DAY_MS = 86_400_000

// Years of four digits, which every side writes the same way.
const FIRST = Date.parse('0001-01-01T00:00:00.000Z')
const LAST = Date.parse('9999-12-31T23:59:59.999Z')

/** A stretch of time that a value names, the end left out: a whole day in UTC, or one millisecond. */
export interface Stretch {
  start: Date
  end: Date
}

/** Reads a day such as 2026-05-01, an ISO time or Unix seconds; refuses anything else by the row's key. */
export function readMoment(row: FilterRow, value: Json): Stretch {
  const text = String(value)
  const isSeconds = /^\d{1,10}(\.\d{1,3})?$/.test(text)
  const isIso = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/.test(text)
  const start = isSeconds ? new Date(Number(text) * 1000) : new Date(isIso ? zoned(text) : Number.NaN)
  const isDay = isIso && text.length === 10
  if (!(start.getTime() >= FIRST && start.getTime() <= LAST) || (isDay && dayOf(start) !== text)) {
    throw invalid('values', `values of ${row.key} must be days such as 2026-05-01, ISO times or Unix seconds`)
  }
  return { start, end: new Date(Math.min(LAST, start.getTime() + (isDay ? DAY_MS : 1))) }
}

// Without a zone the server's own would decide.
function zoned(text: string): string {
  return text.length === 10 || /(Z|[+-]\d{2}:?\d{2})$/.test(text.slice(10)) ? text : `${text}Z`
}

/** The day in UTC, such as 2026-05-01. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10)
}

/** The beginning of the day, in UTC, that was so many days ago. */
export function daysBefore(now: Date, days: number): Date {
  return new Date(Date.parse(dayOf(now)) - days * DAY_MS)
}
