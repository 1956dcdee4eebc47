import type { Range } from './buckets.ts'

/** What of a time is read from the same place: the sums of days or hours, or the rows themselves. */
export interface Piece {
  from: 'day' | 'hour' | 'rows'
  begins: number
  ends: number
}

/** Which sums can be read (roll-up.ts), in milliseconds. */
export interface State {
  /** Nothing happened before. */
  begins: number
  closedUntil: number
  /** The hours whose sums are not true any more. */
  changed: ReadonlySet<number>
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/**
 * Cuts the time of buckets that follow each other into as few pieces as possible, none of whose days or hours is in two buckets:
 * days where they are summed up, then hours, and rows for the rest.
 */
export function cutBuckets(buckets: Range[], state: State): Piece[] {
  const changedDays = new Set([...state.changed].map((hour) => hour - (hour % DAY)))
  const pieces: Piece[] = []
  for (const { since, until } of buckets) {
    const end = until.getTime()
    let at = Math.max(since.getTime(), state.begins)
    while (at < end) {
      const { from, ends } = nextPiece(at, end, state, changedDays)
      const last = pieces.at(-1)
      if (last?.from === from && last.ends === at) last.ends = ends
      else pieces.push({ from, begins: at, ends })
      at = ends
    }
  }
  return pieces
}

function nextPiece(at: number, end: number, { closedUntil, changed }: State, changedDays: ReadonlySet<number>) {
  const within = Math.min(end, closedUntil)
  if (at % DAY === 0 && at + DAY <= within && !changedDays.has(at)) return { from: 'day' as const, ends: at + DAY }
  const hour = at - (at % HOUR)
  if (at === hour && at + HOUR <= within && !changed.has(hour)) return { from: 'hour' as const, ends: at + HOUR }
  return { from: 'rows' as const, ends: at >= closedUntil ? end : Math.min(end, hour + HOUR) }
}
