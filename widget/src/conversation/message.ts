/** A message as the widget API and the socket tell it (contract §2.20, A.4, A.6). */
export interface Message {
  id: number
  content: string | null
  message_type: number
  content_type?: string
  content_attributes?: { deleted?: boolean; submitted_email?: string; [key: string]: unknown }
  created_at: number
  updated_at?: string
  conversation_id: number
  private?: boolean
  echo_id?: string
  attachments?: Attachment[]
  sender?: Sender | null
}

export interface Attachment {
  id: number
  file_type: string
  data_url?: string
  thumb_url?: string
  file_size?: number
  width?: number | null
  height?: number | null
  content_type?: string
  extension?: string | null
  fallback_title?: string
}

export interface Sender {
  id: number
  name?: string
  available_name?: string
  avatar_url?: string
  thumbnail?: string
  type?: string
}

export interface Conversation {
  id: number
  inbox_id: number
  contact_last_seen_at?: number
  /** Ours: until when the team has read. */
  agent_last_seen_at?: number
  status: string
}

const activity = 2

export function isForVisitors(message: Message): boolean {
  return !message.private && message.message_type !== activity
}

export function isOwn(message: Message): boolean {
  return message.message_type === 0
}

export function isDeleted(message: Message): boolean {
  return message.content_attributes?.deleted === true
}

/** What is drawn with more than words (contract 2.11). */
export function isInteractive(message: Message): boolean {
  return /^(input_|form$|cards$|article$)/.test(message.content_type ?? '')
}

export function senderName(sender: Sender | null | undefined): string {
  return sender?.available_name || sender?.name || ''
}
