import { sql } from 'kysely'
import { compiled, type Given } from '../../platform/database/compiled.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { storedKey } from './message.ts'

/** The keys of the answers that a conversation has once. */
export const GREETING = 'greeting'
export const EMAIL_QUESTION = 'email-question'

/**
 * Whether the inbox of a customer's message may have an answer that comes by itself: a look without a lock, for most messages
 * have none.
 */
export async function awaitsTemplate(db: Reader, messageId: number): Promise<boolean> {
  const [found] = await select(db, { messageId })
  return found !== undefined
}

const select = compiled((db, given: Given<{ messageId: number }>) =>
  db
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .innerJoin('inboxes', 'inboxes.id', 'messages.inbox_id')
    .innerJoin('contacts', 'contacts.id', 'conversations.contact_id')
    .select('messages.id')
    .where('messages.id', '=', given.messageId)
    .where((eb) =>
      eb.or([
        eb('inboxes.working_hours_enabled', '=', true),
        eb.and([
          eb('inboxes.greeting_enabled', '=', true),
          eb('conversations.first_reply_created_at', 'is', null),
          lacks(GREETING),
        ]),
        eb.and([
          eb('inboxes.enable_email_collect', '=', true),
          eb('contacts.email', 'is', null),
          lacks(EMAIL_QUESTION),
        ]),
      ]),
    ),
)

function lacks(key: string) {
  return sql<boolean>`not exists (select from messages as said where said.conversation_id = conversations.id
    and said.idempotency_key = ${sql.lit(storedKey(null, key))})`
}
