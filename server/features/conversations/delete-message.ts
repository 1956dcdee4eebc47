import { notFound } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { detachFiles } from '../attachments/index.ts'
import type { Conversation } from './conversation.ts'

/** Empties a message of a locked conversation; its place in the thread stays (contract 10.3, 30). */
export async function deleteMessage(work: Work, conversation: Conversation, messageId: number): Promise<void> {
  const row = await work.tx
    .updateTable('messages')
    .set({
      content: 'This message was deleted',
      content_attributes: JSON.stringify({ deleted: true }),
      additional_attributes: '{}',
      updated_at: work.now,
    })
    .where('id', '=', messageId)
    .where('conversation_id', '=', conversation.id)
    .where('direction', '!=', 'activity')
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
  await detachFiles(work, messageId)
  work.record({ type: 'message.updated', conversationId: conversation.id, data: { messageId } })
}
