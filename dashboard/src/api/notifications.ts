import { request } from './client.ts'
import { inAccount } from './resource.ts'
import type { Conversation, Message } from './wire.ts'

/** What somebody is told (contract 2.13, A.8). */
export interface Notification {
  id: number
  notification_type: string
  push_message_title: string
  push_message_body: string
  /** The number of the conversation. */
  primary_actor_id: number
  primary_actor?: Conversation
  secondary_actor: Message | null
  read_at: string | null
  snoozed_until: string | null
  created_at: number
  last_activity_at: number
}

export interface NotificationPage {
  meta: { unread_count: number; count: number; current_page: number }
  payload: Notification[]
}

/** How many a page holds. */
export const NOTIFICATION_PAGE = 15

const base = (accountId: number, rest = '') => inAccount(accountId, `/notifications${rest}`)

export async function listNotifications(
  accountId: number,
  page: number,
  includes: readonly ('read' | 'snoozed')[],
): Promise<NotificationPage> {
  const query = { page, sort_order: 'desc', includes }
  return (await request<{ data: NotificationPage }>(base(accountId), { query })).data
}

export function countUnreadNotifications(accountId: number): Promise<number> {
  return request(base(accountId, '/unread_count'))
}

export function readNotification(accountId: number, id: number): Promise<unknown> {
  return request(base(accountId, `/${id}`), { method: 'PATCH', body: {} })
}

export function unreadNotification(accountId: number, id: number): Promise<unknown> {
  return request(base(accountId, `/${id}/unread`), { method: 'POST' })
}

/** `until` in seconds since 1970. */
export function snoozeNotification(accountId: number, id: number, until: number): Promise<unknown> {
  return request(base(accountId, `/${id}/snooze`), { method: 'POST', body: { snoozed_until: until } })
}

export function removeNotification(accountId: number, id: number): Promise<unknown> {
  return request(base(accountId, `/${id}`), { method: 'DELETE' })
}

export function readAllNotifications(accountId: number): Promise<unknown> {
  return request(base(accountId, '/read_all'), { method: 'POST', body: {} })
}

export interface NotificationSettings {
  all_email_flags: string[]
  selected_email_flags: string[]
  all_push_flags: string[]
  selected_push_flags: string[]
}

export function showNotificationSettings(accountId: number): Promise<NotificationSettings> {
  return request(inAccount(accountId, '/notification_settings'))
}

export function changeNotificationSettings(
  accountId: number,
  settings: Partial<Pick<NotificationSettings, 'selected_email_flags' | 'selected_push_flags'>>,
): Promise<NotificationSettings> {
  return request(inAccount(accountId, '/notification_settings'), {
    method: 'PATCH',
    body: { notification_settings: settings },
  })
}

const SUBSCRIPTIONS = '/api/v1/notification_subscriptions'

/** Has this browser pushed to; it is the person's until somebody else takes it or this device is signed out. */
export function subscribeToPush(attributes: { endpoint: string; p256dh: string; auth: string }): Promise<unknown> {
  const body = { subscription_type: 'browser_push', subscription_attributes: attributes }
  return request(SUBSCRIPTIONS, { method: 'POST', body })
}

/** Sends a note to this browser at once; answers what its push service said. */
export function tryPush(
  endpoint: string,
  words: { title: string; body: string },
): Promise<{ sent: boolean; answer: string }> {
  return request(`${SUBSCRIPTIONS}/try`, { method: 'POST', body: { push_token: endpoint, ...words } })
}

export function unsubscribeFromPush(endpoint: string): Promise<unknown> {
  return request(SUBSCRIPTIONS, { method: 'DELETE', body: { push_token: endpoint } })
}
