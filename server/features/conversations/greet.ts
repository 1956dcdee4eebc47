import type { Work } from '../../platform/database/unit-of-work.ts'
import { findInbox } from '../inboxes/index.ts'
import { addMessage } from './add-message.ts'
import { lockIfThere } from './conversation-store.ts'

// A greeting that comes later than this puzzles more than it pleases.
const TIMELY_MS = 10 * 60 * 1000

/** Answers the first message of a conversation with the inbox's greeting, once, unless an agent was quicker (contract 2.23). */
export async function greet(work: Work, conversationId: number): Promise<void> {
  const conversation = await lockIfThere(work, conversationId)
  if (!conversation) return
  if (work.now.getTime() - conversation.createdAt.getTime() > TIMELY_MS) return
  const inbox = await findInbox(work.tx, conversation.inboxId)
  if (!inbox?.greetingEnabled || !inbox.greetingMessage?.trim()) return
  const messages = await work.tx
    .selectFrom('messages')
    .select('direction')
    .where('conversation_id', '=', conversationId)
    .where('private', '=', false)
    .where('direction', '!=', 'activity')
    .orderBy('id')
    .limit(50)
    .execute()
  const begunByCustomer = messages[0]?.direction === 'incoming'
  if (!begunByCustomer || messages.some((message) => message.direction !== 'incoming')) return
  await addMessage(work, conversation, {
    direction: 'template',
    sender: null,
    content: inbox.greetingMessage,
    idempotencyKey: 'greeting',
  })
}
