import { sql } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Conversation } from './conversation.ts'

/** Sends a failed message of a locked conversation once more. One that did not fail is left alone: twice sent is not undone. */
export async function retryMessage(work: Work, conversation: Conversation, messageId: number): Promise<void> {
  const message = await work.tx
    .selectFrom('messages')
    .select('status')
    .where('id', '=', messageId)
    .where('conversation_id', '=', conversation.id)
    .where('direction', 'in', ['outgoing', 'template'])
    .executeTakeFirst()
  if (!message) throw notFound()
  if (message.status !== 'failed') return
  await work.tx
    .updateTable('messages')
    .set({ status: 'sent', content_attributes: sql`content_attributes - 'external_error'`, updated_at: work.now })
    .where('id', '=', messageId)
    .execute()
  work.record({ type: 'message.updated', conversationId: conversation.id, data: { messageId, retried: true } })
}
