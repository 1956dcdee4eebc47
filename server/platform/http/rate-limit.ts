import { Refusal } from '../../kernel/refusal.ts'
import type { Scratch } from '../scratch/scratch.ts'

/** How often something may happen: at most `hits` in each window of `seconds`. */
export interface Rate {
  hits: number
  seconds: number
}

/** Counts a hit on a key, and refuses when the window is full. When the count cannot be known nobody is refused. */
export async function limit(scratch: Scratch, key: string, rate: Rate): Promise<void> {
  const hits = await scratch.increment(`rate:${key}`, rate.seconds)
  if (hits > rate.hits) {
    throw new Refusal(
      'too_many',
      `Too many requests: at most ${rate.hits} in ${rate.seconds} seconds. Try again later.`,
    )
  }
}
