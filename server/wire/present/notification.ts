import type { Locale } from '../../features/accounts/index.ts'
import { nearestLocale } from '../../features/accounts/index.ts'
import type { ConversationView, MessageView } from '../../features/conversations/index.ts'
import {
  NOTIFICATION_TYPES,
  pushText,
  type Notification,
  type NotificationSettings,
} from '../../features/notifications/index.ts'
import type { Person } from '../../features/people/index.ts'
import { conversationForCable } from './conversation.ts'
import { messageForCable } from './message.ts'
import { userForCable } from './person.ts'
import { iso, seconds, type Shown } from './shown.ts'

/** Whose notifications are shown. */
export type Owner = Pick<Person, 'id' | 'name' | 'displayName' | 'avatarBlobKey' | 'uiSettings'>

/** What a notification is about, as it is now. */
export interface About {
  conversation: ConversationView
  message: MessageView | null
  owner: Owner
  /** The language of the account. */
  locale: Locale
}

/** A notification with all that it speaks of (contract A.8). Its conversation goes by its number, as everywhere outside. */
export function notification(one: Notification, about: About, shown: Shown) {
  const words = pushText(one, about, languageOf(about))
  return {
    id: one.id,
    notification_type: one.type,
    push_message_title: words.title,
    push_message_body: words.body,
    ...conversationOf(one),
    primary_actor: conversationForCable(about.conversation, shown),
    read_at: iso(one.readAt),
    secondary_actor: about.message && messageForCable(about.message, shown),
    user: userForCable(about.owner, shown),
    created_at: seconds(one.createdAt),
    last_activity_at: seconds(one.lastActivityAt),
    snoozed_until: iso(one.snoozedUntil),
    meta: one.meta,
  }
}

/** A notification as the row it is (contract 2.13). */
export function notificationRow(one: Notification) {
  return {
    id: one.id,
    account_id: one.accountId,
    user_id: one.userId,
    notification_type: one.type,
    ...conversationOf(one),
    secondary_actor_type: one.messageId === null ? null : 'Message',
    secondary_actor_id: one.messageId,
    read_at: iso(one.readAt),
    snoozed_until: iso(one.snoozedUntil),
    last_activity_at: iso(one.lastActivityAt),
    meta: one.meta,
    created_at: iso(one.createdAt),
    updated_at: iso(one.updatedAt),
  }
}

function conversationOf({ conversationNumber }: Notification) {
  return { primary_actor_type: 'Conversation', primary_actor_id: conversationNumber }
}

/** What a member wants to be told of (contract 2.13). */
export function notificationSettings({ id, accountId, userId, email, push }: NotificationSettings) {
  return {
    id,
    user_id: userId,
    account_id: accountId,
    all_email_flags: NOTIFICATION_TYPES.map((type) => `email_${type}`),
    selected_email_flags: email.map((type) => `email_${type}`),
    all_push_flags: NOTIFICATION_TYPES.map((type) => `push_${type}`),
    selected_push_flags: push.map((type) => `push_${type}`),
  }
}

/** The language that the owner has chosen, else the account's (contract 2.1). */
function languageOf({ owner, locale }: About): Locale {
  const chosen = owner.uiSettings['locale']
  return typeof chosen === 'string' && chosen ? nearestLocale(chosen) : locale
}
