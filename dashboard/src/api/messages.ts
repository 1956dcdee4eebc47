import { request } from './client.ts'
import { upload } from './upload.ts'
import type { Message } from './wire.ts'

/** What may go along with a text. Addresses are separated by commas. */
export interface MessageExtras {
  in_reply_to?: number
  /** Ours: the mail that this one hands on. */
  forwarded_message_id?: number
  to_emails?: string
  cc_emails?: string
  bcc_emails?: string
}

interface NewMessage {
  content: string
  private: boolean
  echoId: string
  files: { name: string; blob: Blob }[]
  more?: MessageExtras
  /** Lets the request outlive the page; files do not fit into such a one. */
  isLeaving?: boolean
}

const base = (accountId: number, conversationId: number) =>
  `/api/v1/accounts/${accountId}/conversations/${conversationId}/messages`

/** Ascending; the latest 20 without bounds, 20 older with `before` (contract §2.11). */
export async function listMessages(
  accountId: number,
  conversationId: number,
  bounds: { before?: number; after?: number } = {},
): Promise<Message[]> {
  const answer = await request<{ payload: Message[] }>(base(accountId, conversationId), { query: bounds })
  return answer.payload
}

/** The echo id doubles as idempotency key, so a repeated send creates nothing. */
export function createMessage(
  accountId: number,
  conversationId: number,
  message: NewMessage,
  onProgress: (fraction: number) => void,
): Promise<Message> {
  const path = base(accountId, conversationId)
  const headers = { 'idempotency-key': message.echoId }
  if (message.files.length === 0) {
    const body = {
      content: message.content,
      private: message.private,
      echo_id: message.echoId,
      message_type: 'outgoing',
      ...extrasOf(message.more),
    }
    return request(path, { method: 'POST', headers, body, keepalive: message.isLeaving === true })
  }
  const form = new FormData()
  form.set('content', message.content)
  form.set('private', String(message.private))
  form.set('echo_id', message.echoId)
  form.set('message_type', 'outgoing')
  for (const [name, value] of Object.entries(extrasOf(message.more)))
    form.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  for (const file of message.files) form.append('attachments[]', file.blob, file.name)
  return upload(path, form, { headers, onProgress })
}

function extrasOf({ in_reply_to, forwarded_message_id, ...addresses }: MessageExtras = {}) {
  const about = { in_reply_to, forwarded_message_id }
  const isAny = in_reply_to !== undefined || forwarded_message_id !== undefined
  return { ...addresses, ...(isAny && { content_attributes: JSON.parse(JSON.stringify(about)) as object }) }
}

/** `isLeaving` lets the request outlive the page. */
export function deleteMessage(
  accountId: number,
  conversationId: number,
  id: number,
  isLeaving = false,
): Promise<Message> {
  return request(`${base(accountId, conversationId)}/${id}`, { method: 'DELETE', keepalive: isLeaving })
}

export function retryDelivery(accountId: number, conversationId: number, id: number): Promise<Message> {
  return request(`${base(accountId, conversationId)}/${id}/retry`, { method: 'POST' })
}
