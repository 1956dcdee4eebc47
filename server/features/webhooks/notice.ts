import type { Endpoint } from './endpoint.ts'

/** Something that other programs may be told, in the contract's words, as it looks outside. */
export interface Notice {
  /** The event of the log; null: what is none. */
  eventId: number | null
  /** Its place in the log; null with the event. */
  position: number | null
  name: string
  /** What must arrive in order: one conversation, one contact, one inbox. */
  lane: string
  /** Null: of no inbox, such as a contact. */
  inboxId: number | null
  conversationId: number | null
  messageId: number | null
  /** The bot that has the conversation. */
  assigneeBotId: number | null
  body: { [key: string]: unknown }
}

// What an API inbox and a bot are told (contract 4.2).
const OF_CHANNELS = new Set([
  'conversation_created',
  'conversation_status_changed',
  'conversation_updated',
  'message_created',
  'message_updated',
  'webwidget_triggered',
  'conversation_typing_on',
  'conversation_typing_off',
])
const OF_BOTS = new Set([
  'conversation_opened',
  'conversation_resolved',
  'conversation_status_changed',
  'conversation_updated',
  'message_created',
  'message_updated',
  'webwidget_triggered',
])

/** Whether an address is told of something. */
export function isTold(endpoint: Endpoint, notice: Notice): boolean {
  const { kind, inboxId, botInboxIds, botId, subscriptions, afterPosition } = endpoint
  if (notice.position !== null && notice.position <= afterPosition) return false
  if (kind === 'inbox') return OF_CHANNELS.has(notice.name) && notice.inboxId === inboxId
  if (kind === 'webhook') {
    return (subscriptions ?? []).includes(notice.name) && (inboxId === null || notice.inboxId === inboxId)
  }
  const isThere = notice.inboxId !== null && botInboxIds.includes(notice.inboxId)
  return OF_BOTS.has(notice.name) && (isThere || notice.assigneeBotId === botId)
}

/** The text that is sent, the same in every attempt. */
export function bodyOf({ name, body }: Pick<Notice, 'name' | 'body'>): string {
  return JSON.stringify({ ...body, event: name })
}
