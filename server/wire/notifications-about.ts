import { findMessages, viewConversations } from '../features/conversations/index.ts'
import type { Notification } from '../features/notifications/index.ts'
import type { Ports } from '../platform/http/ports.ts'
import type { About } from './present/notification.ts'

/** What notifications are about, in a handful of queries; undefined of one whose conversation is gone. */
export async function notificationsAbout(
  db: Ports['db'],
  notifications: Notification[],
): Promise<(one: Notification) => Pick<About, 'conversation' | 'message'> | undefined> {
  const unique = (ids: number[]) => [...new Set(ids)]
  const [conversations, messages] = await Promise.all([
    viewConversations(db, unique(notifications.map((one) => one.conversationId))),
    findMessages(db, unique(notifications.flatMap((one) => one.messageId ?? []))),
  ])
  const views = new Map(conversations.map((view) => [view.id, view]))
  const texts = new Map(messages.map((message) => [message.id, message]))
  return ({ conversationId, messageId }) => {
    const conversation = views.get(conversationId)
    return conversation && { conversation, message: (messageId !== null && texts.get(messageId)) || null }
  }
}
