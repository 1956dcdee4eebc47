import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import type { Attachment } from '../attachments/index.ts'
import { findMessages, type MessageView } from './message-view.ts'
import { visibleTo, type Asker } from './policy.ts'

/** A file with the message that it came with. */
export interface ContactFile {
  file: Attachment
  message: MessageView
}

/** The files of a contact's conversations that the asker may see, the newest first, and how many there are. */
export async function listContactFiles(
  db: Reader,
  asker: Asker,
  contactId: number,
  page: { number: number; size: number },
): Promise<{ files: ContactFile[]; total: number }> {
  const visible = db
    .selectFrom('attachments')
    .innerJoin('messages', 'messages.id', 'attachments.message_id')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .where((eb) => eb.and(visibleTo(db, asker)))
    .where('conversations.contact_id', '=', contactId)
  const [{ total }, rows] = await Promise.all([
    visible.select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow(),
    visible
      .select(['attachments.id', 'attachments.message_id as messageId'])
      .orderBy('attachments.id', 'desc')
      .limit(page.size)
      .offset((page.number - 1) * page.size)
      .execute(),
  ])
  const found = await findMessages(db, [...new Set(rows.map((row) => row.messageId))])
  const messages = new Map(found.map((message) => [message.id, message]))
  const files = rows.flatMap((row) => {
    const message = messages.get(row.messageId)
    const file = message?.attachments.find((one) => one.id === row.id)
    return message && file ? [{ file, message }] : []
  })
  return { files, total }
}
