import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Conversation } from './conversation.ts'
import { standingOf } from './standing.ts'

/** Deletes a locked conversation with all its messages; the sweep removes the bytes of their files. */
export async function deleteConversation(work: Work, conversation: Conversation): Promise<void> {
  const before = await standingOf(work, conversation)
  await work.tx.deleteFrom('conversations').where('id', '=', conversation.id).execute()
  const { id, number, contactId } = conversation
  // Nothing is left to look up afterwards, so the event itself says whom it concerned.
  work.record({
    type: 'conversation.deleted',
    conversationId: id,
    data: { number, contactId, before },
  })
}
