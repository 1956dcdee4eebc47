import type { ContactFile } from '../../features/conversations/index.ts'
import { attachment } from './attachment.ts'
import { messageForApi } from './message.ts'
import type { Shown } from './shown.ts'

/** A file away from its thread: with its moment, its sender and where it was sent (contract 2.9, attachments). */
export function contactFile({ file, message }: ContactFile, shown: Shown) {
  const { sender, created_at, conversation_id } = { sender: undefined, ...messageForApi(message, shown) }
  return { ...attachment(file, shown), created_at, conversation_id, ...(sender && { sender }) }
}
