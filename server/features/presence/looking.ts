import type { Scratch } from '../../platform/scratch/scratch.ts'

// Clients say it again every 20 s; one lost word must not make anybody blink.
const LOOKING_SECONDS = 45

/** One window of an agent that they look at now: it is in front and has the focus. */
export interface Looking {
  accountId: number
  userId: number
  window: string
}

/** Notes that somebody looks at a window of theirs. */
export async function lookAt(scratch: Scratch, looking: Looking): Promise<void> {
  await scratch.touch(setOf(looking), looking.window, LOOKING_SECONDS)
}

/** Notes that they look elsewhere. */
export async function lookAway(scratch: Scratch, looking: Looking): Promise<void> {
  await scratch.leave(setOf(looking), looking.window)
}

/** Whether somebody looks at the desk of an account in any window. */
export async function isLooking(scratch: Scratch, who: Omit<Looking, 'window'>): Promise<boolean> {
  return (await scratch.members(setOf(who))).length > 0
}

const setOf = ({ accountId, userId }: Omit<Looking, 'window'>) => `looking:${accountId}:${userId}`
