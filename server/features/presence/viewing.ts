import type { Scratch } from '../../platform/scratch/scratch.ts'

// Clients say it again every 20 s; one lost word must not make anybody blink.
const VIEWING_SECONDS = 45

/** One window in which an agent has a conversation open. */
export interface Viewing {
  conversationId: number
  userId: number
  /** Tells the windows of one person apart: closing one leaves them a viewer in the other. */
  window: string
}

/** Marks a conversation as open in a window. */
export async function view(scratch: Scratch, viewing: Viewing): Promise<void> {
  await scratch.touch(setOf(viewing.conversationId), memberOf(viewing), VIEWING_SECONDS)
}

/** Marks it as open there no longer. */
export async function leave(scratch: Scratch, viewing: Viewing): Promise<void> {
  await scratch.leave(setOf(viewing.conversationId), memberOf(viewing))
}

/** Who has a conversation open, by id, in a settled order. */
export async function viewersOf(scratch: Scratch, conversationId: number): Promise<number[]> {
  const members = await scratch.members(setOf(conversationId))
  return [...new Set(members.map((member) => Number.parseInt(member)))].sort((a, b) => a - b)
}

const setOf = (conversationId: number) => `viewing:${conversationId}`
const memberOf = ({ userId, window }: Viewing) => `${userId}:${window}`
