import type { Reader } from '../../platform/database/reader.ts'
import type { Attachment } from '../attachments/index.ts'
import { selectMessages, toMessageViews, type MessageView } from './message-view.ts'

/** A file of a conversation with the message that brought it. */
export interface SharedFile {
  file: Attachment
  message: MessageView
}

/** A page of a conversation's files, the newest first, and how many there are. */
export async function listFiles(
  db: Reader,
  conversationId: number,
  page: { number: number; size: number },
): Promise<{ files: SharedFile[]; total: number }> {
  const ofConversation = db
    .selectFrom('attachments')
    .innerJoin('messages', 'messages.id', 'attachments.message_id')
    .where('messages.conversation_id', '=', conversationId)
  const [rows, { total }] = await Promise.all([
    ofConversation
      .select(['attachments.id', 'attachments.message_id as messageId'])
      .orderBy('attachments.id', 'desc')
      .limit(page.size)
      .offset((page.number - 1) * page.size)
      .execute(),
    ofConversation.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ])
  const ids = [...new Set(rows.map((row) => row.messageId))]
  const found = await selectMessages(db)
    .where((eb) => eb('messages.id', '=', eb.fn.any(eb.val(ids))))
    .execute()
  const messages = new Map(toMessageViews(found).map((message) => [message.id, message]))
  const files = rows.flatMap(({ id, messageId }) => {
    const message = messages.get(messageId)
    const file = message?.attachments.find((attachment) => attachment.id === id)
    return message && file ? [{ file, message }] : []
  })
  return { files, total }
}
