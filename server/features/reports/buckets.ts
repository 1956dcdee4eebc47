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
  const ahead = offsetMinutes * 60_000
  const [first, end] = [range.since.getTime(), range.until.getTime()]
  const buckets: (Range & { name: Date })[] = []
  // By the clock on the wall, as if it were one of UTC.
  let begin = beginOf(first + ahead, groupBy)
  while (begin - ahead < end) {
    const next = beginOfNext(begin, groupBy)
    buckets.push({
      name: new Date(begin - ahead),
      since: new Date(Math.max(begin - ahead, first)),
      until: new Date(Math.min(next - ahead, end)),
    })
    begin = next
  }
  return buckets
}

/** How many parts that would be, about. */
export function countBuckets({ since, until }: Range, groupBy: GroupBy): number {
  const hours = { hour: 1, day: 24, week: 168, month: 730, year: 8760 }
  return (until.getTime() - since.getTime()) / (hours[groupBy] * 3_600_000)
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

function beginOf(wall: number, groupBy: GroupBy): number {
  const moment = new Date(wall)
  const day = Math.floor(wall / DAY) * DAY
  if (groupBy === 'hour') return Math.floor(wall / HOUR) * HOUR
  if (groupBy === 'day') return day
  if (groupBy === 'week') return day - moment.getUTCDay() * DAY
  return Date.UTC(moment.getUTCFullYear(), groupBy === 'month' ? moment.getUTCMonth() : 0)
}

function beginOfNext(begin: number, groupBy: GroupBy): number {
  const moment = new Date(begin)
  const [year, month] = [moment.getUTCFullYear(), moment.getUTCMonth()]
  if (groupBy === 'month') return Date.UTC(year, month + 1)
  if (groupBy === 'year') return Date.UTC(year + 1, 0)
  return begin + { hour: HOUR, day: DAY, week: 7 * DAY }[groupBy]
}
