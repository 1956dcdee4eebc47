import type { Reader } from '../../platform/database/reader.ts'

/** What a customer was asked about a conversation, and what they answered. */
export interface Survey {
  accountId: number
  inboxId: number
  contactId: number
  contactInboxId: number
  conversationId: number
  conversationNumber: number
  messageId: number
  content: string | null
  displayType: 'emoji' | 'star'
  askedAt: Date
  response: { id: number; rating: number; feedbackMessage: string | null; createdAt: Date; updatedAt: Date } | null
}

/** The survey of a conversation, by the conversation's uuid: whoever knows that was given it. */
export async function findSurvey(db: Reader, uuid: string): Promise<Survey | undefined> {
  const row = await db
    .selectFrom('conversations')
    .innerJoin('messages', 'messages.conversation_id', 'conversations.id')
    .leftJoin('csat_survey_responses as response', 'response.message_id', 'messages.id')
    .select([
      'conversations.account_id as accountId',
      'conversations.inbox_id as inboxId',
      'conversations.contact_id as contactId',
      'conversations.contact_inbox_id as contactInboxId',
      'conversations.id as conversationId',
      'conversations.number as conversationNumber',
      'messages.id as messageId',
      'messages.content',
      'messages.content_attributes as contentAttributes',
      'messages.created_at as askedAt',
      'response.id as responseId',
      'response.rating',
      'response.feedback_message as feedbackMessage',
      'response.created_at as answeredAt',
      'response.updated_at as answeredAgainAt',
    ])
    .where('conversations.uuid', '=', uuid)
    .where('messages.content_type', '=', 'input_csat')
    .where('messages.direction', '=', 'template')
    .orderBy('messages.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const { contentAttributes, responseId, rating, feedbackMessage, answeredAt, answeredAgainAt, ...survey } = row
  const { display_type: displayType } = contentAttributes as { display_type?: string }
  const answered = responseId !== null && rating !== null && answeredAt !== null && answeredAgainAt !== null
  return {
    ...survey,
    displayType: displayType === 'star' ? 'star' : 'emoji',
    response: answered
      ? { id: responseId, rating, feedbackMessage, createdAt: answeredAt, updatedAt: answeredAgainAt }
      : null,
  }
}
