import { DateTime } from 'luxon'
import { openMinutesOf, type WorkingHours } from './working-hours.ts'

const MINUTE = 60_000

/** A part of a calendar day in which the clock on the wall runs on: two on the days when it is set, else the whole day. */
interface Stretch {
  from: number
  to: number
  /** What the wall says at `from`, in milliseconds after its midnight. */
  wall: number
}

/**
 * How long an inbox was open between two moments, in seconds. It is the clock on the wall that opens and closes, as with `isOpen`:
 * an hour that the spring leaves out counts for nothing, and one that the autumn repeats counts twice.
 */
export function openSeconds(hours: WorkingHours[], timezone: string, from: Date, to: Date): number {
  let open = 0
  let day: DateTime = DateTime.fromJSDate(from, { zone: timezone }).startOf('day')
  while (day.toMillis() < to.getTime()) {
    const next = nextDay(day)
    const times = openMinutesOf(hours, day.weekday % 7)
    // Most days of most weeks are cut by nothing and closed at all, or wholly inside.
    if (times.length > 0) {
      for (const stretch of stretchesOf(day, next, timezone)) open += openIn(stretch, times, from, to)
    }
    day = next
  }
  return Math.round(open / 1000)
}

// Where midnight itself is left out by a change of the clock, the day begins later.
function nextDay(day: DateTime): DateTime {
  const next = day.plus({ days: 1 }).startOf('day')
  return next > day ? next : day.plus({ hours: 25 }).startOf('day')
}

function openIn(stretch: Stretch, times: [number, number][], from: Date, to: Date): number {
  return times.reduce((sum, [open, close]) => {
    const begins = Math.max(stretch.from + open * MINUTE - stretch.wall, stretch.from, from.getTime())
    const ends = Math.min(stretch.from + close * MINUTE - stretch.wall, stretch.to, to.getTime())
    return sum + Math.max(0, ends - begins)
  }, 0)
}

function stretchesOf(day: DateTime, next: DateTime, timezone: string): Stretch[] {
  const [from, to] = [day.toMillis(), next.toMillis()]
  if (day.offset === next.offset) return [{ from, to, wall: wallAt(day) }]
  const stretches: Stretch[] = []
  let begin = day
  for (let at = from + 15 * MINUTE; at < to; at += 15 * MINUTE) {
    const now = DateTime.fromMillis(at, { zone: timezone })
    if (now.offset === begin.offset) continue
    stretches.push({ from: begin.toMillis(), to: at, wall: wallAt(begin) })
    begin = now
  }
  return [...stretches, { from: begin.toMillis(), to, wall: wallAt(begin) }]
}

function wallAt(moment: DateTime): number {
  return (moment.hour * 60 + moment.minute) * MINUTE
}
