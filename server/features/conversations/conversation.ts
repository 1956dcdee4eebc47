/** Where a conversation stands. Pending belongs to a bot; snoozed comes back by itself. */
export type Status = (typeof STATUSES)[number]

/** Every status. */
export const STATUSES = ['open', 'resolved', 'pending', 'snoozed'] as const

/** How urgent a conversation is; null is the usual. */
export type Priority = 'low' | 'medium' | 'high' | 'urgent'

/** A talk with one contact in one inbox. `number` is what people say; `id` stays inside. */
export interface Conversation {
  id: number
  accountId: number
  inboxId: number
  contactId: number
  contactInboxId: number
  number: number
  uuid: string
  status: Status
  priority: Priority | null
  assigneeId: number | null
  teamId: number | null
  /** The bot that has the conversation when no agent does. */
  assigneeBotId: number | null
  snoozedUntil: Date | null
  waitingSince: Date | null
  firstReplyCreatedAt: Date | null
  contactLastSeenAt: Date | null
  agentLastSeenAt: Date | null
  assigneeLastSeenAt: Date | null
  lastActivityAt: Date
  lastMessageId: number | null
  unreadCount: number
  labels: string[]
  additionalAttributes: Record<string, unknown>
  customAttributes: Record<string, unknown>
  createdAt: Date
  updatedAt: Date
}

/** Whether a message of the customer brings the conversation back. */
export function reopensOnCustomerMessage(status: Status): boolean {
  return status === 'resolved' || status === 'snoozed'
}

/** What toggling without a word does: open becomes resolved, everything else becomes open (contract 2.9). */
export function toggled(status: Status): Status {
  return status === 'open' ? 'resolved' : 'open'
}
