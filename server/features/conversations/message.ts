import { invalid } from '../../kernel/refusal.ts'
import type { Json } from '../../kernel/event.ts'
import { MAXIMUM_ATTACHMENTS, MAXIMUM_MAIL_ATTACHMENTS, type ReceivedFile } from '../attachments/index.ts'

/** Which way a message goes. Activity lines tell what happened; templates are written by Porchlight to the customer. */
export type Direction = 'incoming' | 'outgoing' | 'activity' | 'template'

/** How far an outgoing message came. */
export type MessageStatus = 'sent' | 'delivered' | 'read' | 'failed'

/** Longest text of a message, in characters (contract 2.11). */
export const MAXIMUM_LENGTH = 150_000

/** What a client sends: a text, files, or both. */
export interface MessageInput {
  content?: string | null | undefined
  files?: ReceivedFile[] | undefined
  contentType?: string | undefined
  contentAttributes?: { [key: string]: Json } | undefined
  /** What an integration says along, such as the parameters of a template. */
  additionalAttributes?: { [key: string]: Json } | undefined
  /** The same key in the same conversation is the same message. */
  idempotencyKey?: string | undefined
  /** Given back once, in the answer and in the announcement (contract 2.23). */
  echoId?: string | undefined
  sourceId?: string | undefined
}

/** Who writes a message; nobody when Porchlight does. */
export interface Sender {
  type: 'user' | 'contact' | 'agent_bot'
  id: number
}

/** A key as it is stored. A customer's never meets an agent's: the answer would show what may be a note. */
export function storedKey(sender: Pick<Sender, 'type'> | null, key: string): string {
  return `${sender?.type ?? 'porchlight'}:${key}`
}

/** The text of a message as it is stored; refuses an empty message, an endless one and too many files. */
export function messageText(input: MessageInput): string | null {
  // PostgreSQL's text cannot hold NUL, and no customer means it.
  const content = (input.content ?? '').replaceAll('\u0000', '')
  const files = input.files?.length ?? 0
  if (content.trim() === '' && files === 0 && !asksSomething(input)) {
    throw invalid('content', 'A message needs content or an attachment')
  }
  if (content.length > MAXIMUM_LENGTH) {
    throw invalid('content', `Content is too long (maximum is ${MAXIMUM_LENGTH} characters)`)
  }
  const most = input.contentType === 'incoming_email' ? MAXIMUM_MAIL_ATTACHMENTS : MAXIMUM_ATTACHMENTS
  if (files > most) {
    throw invalid('attachments', `A message carries at most ${most} attachments`)
  }
  return content === '' ? null : content
}

/** Cards, forms and articles speak for themselves, and so does a mail that is handed on. */
function asksSomething({ contentAttributes }: MessageInput): boolean {
  const items = contentAttributes?.['items']
  return (Array.isArray(items) && items.length > 0) || contentAttributes?.['forwarded_message_id'] !== undefined
}
