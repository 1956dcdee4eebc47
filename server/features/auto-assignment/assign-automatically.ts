import type { Work } from '../../platform/database/unit-of-work.ts'
import { assign, lockIfThere } from '../conversations/index.ts'
import { findInbox } from '../inboxes/index.ts'
import { takeTurn } from './take-turn.ts'

/**
 * Gives an open conversation that nobody has to the member of its inbox whose turn it is, of those who are there and have room
 * (contract 1.1). False when there is nobody for it.
 */
export async function assignAutomatically(work: Work, conversationId: number, present: number[]): Promise<boolean> {
  const conversation = await lockIfThere(work, conversationId)
  if (conversation?.status !== 'open' || conversation.assigneeId !== null) return true
  const inbox = await findInbox(work.tx, conversation.inboxId)
  if (!inbox?.enableAutoAssignment) return true
  const chosen = await takeTurn(work, inbox, present)
  if (chosen === undefined) return false
  await assign(work, conversation, chosen)
  return true
}
