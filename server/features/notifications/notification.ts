/** What people can be told of, in the contract's words (contract 2.13). Nothing tells of the last three yet. */
export const NOTIFICATION_TYPES = [
  'conversation_creation',
  'conversation_assignment',
  'assigned_conversation_new_message',
  'conversation_mention',
  'participating_conversation_new_message',
  'sla_missed_first_response',
  'sla_missed_next_response',
  'sla_missed_resolution',
] as const

/** One thing that people can be told of. */
export type NotificationType = (typeof NOTIFICATION_TYPES)[number]

/**
 * Something that one person is told, in one account. Unread until its owner reads it or the conversation; snoozed until a moment at
 * which it comes back unread. It goes by its owner's word, with its conversation, or when it is old.
 */
export interface Notification {
  id: number
  accountId: number
  userId: number
  type: NotificationType
  conversationId: number
  conversationNumber: number
  messageId: number | null
  readAt: Date | null
  snoozedUntil: Date | null
  meta: Record<string, unknown>
  lastActivityAt: Date
  createdAt: Date
  updatedAt: Date
}
