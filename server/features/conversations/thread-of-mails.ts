import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import type { Conversation } from './conversation.ts'
import { selectMessages, toMessageViews, type MessageView } from './message-view.ts'

/** What is known of the mails of a conversation, for the head of the next one. */
export interface ThreadOfMails {
  uuid: string
  accountId: number
  lastIncoming: { id: string; references: string[] } | null
  /** The customer's last message before the one that answers it. */
  lastMessage: MessageView | null
  answered: string | null
  messages: number
}

/** Reads what a mail with this message must name to be put into its thread. */
export async function threadOfMails(
  db: Reader,
  conversation: Pick<Conversation, 'id' | 'uuid' | 'accountId'>,
  message: Pick<MessageView, 'id' | 'contentAttributes'>,
): Promise<ThreadOfMails> {
  const [last = null] = toMessageViews(
    await selectMessages(db)
      .where('messages.conversation_id', '=', conversation.id)
      .where('messages.direction', '=', 'incoming')
      .where('messages.id', '<', message.id)
      .orderBy('messages.id', 'desc')
      .limit(1)
      .execute(),
  )
  const { messages } = await db
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll<number>().as('messages'))
    .where('conversation_id', '=', conversation.id)
    .where('direction', '!=', 'activity')
    .where('private', '=', false)
    .executeTakeFirstOrThrow()
  const answered = message.contentAttributes['in_reply_to_external_id']
  return {
    uuid: conversation.uuid,
    accountId: conversation.accountId,
    lastIncoming: last?.sourceId ? { id: last.sourceId, references: referencesIn(last) } : null,
    lastMessage: last,
    answered: typeof answered === 'string' && answered.includes('@') ? answered : null,
    messages,
  }
}

function referencesIn({ contentAttributes }: MessageView): string[] {
  const { email } = contentAttributes as { email?: { references?: unknown } }
  return Array.isArray(email?.references) ? email.references.map(String) : []
}

/** Whether the customer's last message before another was a mail that nothing may answer by itself; undefined when it was no mail. */
export async function lastMailOfCustomer(
  db: Reader,
  conversationId: number,
  before: number,
): Promise<{ unanswerable: boolean } | undefined> {
  const row = await db
    .selectFrom('messages')
    .select([
      'content_type as contentType',
      sql<boolean>`coalesce(content_attributes #>> '{email,no_auto_answer}', content_attributes #>> '{email,auto_reply}')
        is not distinct from 'true'`.as('unanswerable'),
    ])
    .where('conversation_id', '=', conversationId)
    .where('direction', '=', 'incoming')
    .where('id', '<', before)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.contentType === 'incoming_email' ? { unanswerable: row.unanswerable } : undefined
}
