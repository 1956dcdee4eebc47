import { DateTime, FixedOffsetZone } from 'luxon'

/** How a report is divided. */
export type GroupBy = 'hour' | 'day' | 'week' | 'month' | 'year'

/** From a moment on, and before another. */
export interface Range {
  since: Date
  until: Date
}

/**
 * The parts of a range, in order, each with the moment that names it: the beginning of its hour, day, week (from Sunday), month or
 * year at an offset from UTC in minutes. The first and the last end where the range does.
 */
export function bucketsOf(range: Range, groupBy: GroupBy, offsetMinutes: number): (Range & { name: Date })[] {
  const zone = FixedOffsetZone.instance(offsetMinutes)
  const buckets: (Range & { name: Date })[] = []
  let begin = beginOf(DateTime.fromJSDate(range.since, { zone }), groupBy)
  while (begin.toMillis() < range.until.getTime()) {
    const next = begin.plus({ [`${groupBy}s`]: 1 })
    const name = begin.toJSDate()
    const since = new Date(Math.max(begin.toMillis(), range.since.getTime()))
    const until = new Date(Math.min(next.toMillis(), range.until.getTime()))
    buckets.push({ name, since, until })
    begin = next
  }
  return buckets
}

/** How many parts that would be, about. */
export function countBuckets({ since, until }: Range, groupBy: GroupBy): number {
  const hours = { hour: 1, day: 24, week: 168, month: 730, year: 8760 }
  return (until.getTime() - since.getTime()) / (hours[groupBy] * 3_600_000)
}

function beginOf(moment: DateTime, groupBy: GroupBy): DateTime {
  if (groupBy !== 'week') return moment.startOf(groupBy)
  // Luxon's own weeks begin on Mondays.
  return moment.startOf('day').minus({ days: moment.weekday % 7 })
}
