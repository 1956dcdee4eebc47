import { sql } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { answerTo, type Answer, type Asked } from './answer.ts'
import type { Conversation } from './conversation.ts'

/** The customer answers a message of a locked conversation that asks for something. The same answer again changes nothing. */
export async function submitAnswer(
  work: Work,
  conversation: Conversation,
  messageId: number,
  answer: Answer,
): Promise<void> {
  const asked = await work.tx
    .selectFrom('messages')
    .select(['content_type as contentType', 'content_attributes as contentAttributes', 'created_at as createdAt'])
    .where('id', '=', messageId)
    .where('conversation_id', '=', conversation.id)
    .where('private', '=', false)
    .where('direction', 'in', ['outgoing', 'template'])
    .executeTakeFirst()
  if (!asked) throw notFound()
  const submitted = JSON.stringify(answerTo(asked as unknown as Asked, answer, work.now))
  const row = await work.tx
    .updateTable('messages')
    .set({ content_attributes: sql`content_attributes || ${submitted}::jsonb`, updated_at: work.now })
    .where('id', '=', messageId)
    .where(sql<boolean>`content_attributes <> content_attributes || ${submitted}::jsonb`)
    .returning('id')
    .executeTakeFirst()
  if (!row) return
  work.record({ type: 'message.updated', conversationId: conversation.id, data: { messageId, answered: true } })
}
