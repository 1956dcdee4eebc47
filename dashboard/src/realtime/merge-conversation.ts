import type { Conversation, Message, PushedMessage } from '../api/wire.ts'

/** The newest message worth a preview: activity lines are not. */
export function previewOf(conversation: Conversation): Message | undefined {
  return conversation.last_non_activity_message ?? conversation.messages.findLast((one) => one.message_type !== 2)
}

/** An older `updated_at` never overwrites a newer one; a push lacks some keys of the API, which then stay. */
export function mergeConversation(known: Conversation | undefined, incoming: Conversation): Conversation {
  if (known && incoming.updated_at < known.updated_at) return known
  const preview = newest(known && previewOf(known), previewOf(incoming))
  return {
    ...known,
    ...incoming,
    meta: { ...incoming.meta, assignee: incoming.meta.assignee ?? null },
    last_non_activity_message: preview ?? null,
  }
}

/** A new message moves its conversation's preview, activity time and unread count along. */
export function mergeMessageInto(known: Conversation, message: PushedMessage): Conversation {
  const preview = previewOf(known)
  if (preview && message.id < preview.id) return known
  const lastActivity = Math.max(known.last_activity_at, message.conversation?.last_activity_at ?? message.created_at)
  return {
    ...known,
    last_non_activity_message: message.message_type === 2 ? (preview ?? null) : message,
    last_activity_at: lastActivity,
    timestamp: lastActivity,
    unread_count: message.conversation?.unread_count ?? known.unread_count,
  }
}

function newest(known: Message | undefined, incoming: Message | undefined): Message | undefined {
  if (!known || !incoming) return incoming ?? known
  return incoming.id >= known.id ? incoming : known
}
