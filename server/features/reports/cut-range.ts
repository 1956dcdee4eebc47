import type { Range } from './buckets.ts'

/** What of a bucket is read from the same place: the sums of days or hours, or the rows themselves. */
export interface Piece {
  bucket: number
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

/** Cuts buckets into as few pieces as possible: whole days where they are summed up, then whole hours, and rows for the rest. */
export function cutBuckets(buckets: Range[], state: State): Piece[] {
  const changedDays = new Set([...state.changed].map((hour) => hour - (hour % DAY)))
  const pieces: Piece[] = []
  for (const [bucket, { since, until }] of buckets.entries()) {
    const end = until.getTime()
    let at = Math.max(since.getTime(), state.begins)
    while (at < end) {
      const { from, ends } = nextPiece(at, end, state, changedDays)
      const last = pieces.at(-1)
      if (last?.bucket === bucket && last.from === from) last.ends = ends
      else pieces.push({ bucket, from, begins: at, ends })
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
