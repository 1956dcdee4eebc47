import { sql } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Conversation } from './conversation.ts'
import type { MessageStatus } from './message.ts'

/** Says how far an outgoing message of a locked conversation came, and why not farther. */
export async function setDeliveryState(
  work: Work,
  conversation: Conversation,
  messageId: number,
  state: {
    status: MessageStatus
    externalError?: string | null | undefined
    /** What the channel calls the message; absent, it keeps what it has. */
    sourceId?: string | undefined
  },
): Promise<void> {
  const error = state.status === 'failed' && state.externalError ? { external_error: state.externalError } : {}
  const row = await work.tx
    .updateTable('messages')
    .set({
      status: state.status,
      content_attributes: sql`(content_attributes - 'external_error') || ${JSON.stringify(error)}::jsonb`,
      ...(state.sourceId !== undefined && { source_id: state.sourceId }),
      updated_at: work.now,
    })
    .where('id', '=', messageId)
    .where('conversation_id', '=', conversation.id)
    .where('direction', 'in', ['outgoing', 'template'])
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
  work.record({ type: 'message.updated', conversationId: conversation.id, data: { messageId } })
}
