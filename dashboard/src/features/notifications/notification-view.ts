import type { Notification } from '../../api/notifications.ts'

export const notificationViews = ['all', 'unread', 'snoozed'] as const
export type NotificationView = (typeof notificationViews)[number]

export const isUnread = (one: Notification) => one.read_at === null && one.snoozed_until === null

const fits: Record<NotificationView, (one: Notification) => boolean> = {
  all: () => true,
  unread: isUnread,
  snoozed: (one) => one.snoozed_until !== null,
}

/** What a view of the list holds, the latest first. */
export function viewOf(all: Iterable<Notification>, view: NotificationView): Notification[] {
  return [...all].filter(fits[view]).sort((a, b) => b.last_activity_at - a.last_activity_at || b.id - a.id)
}

/** What the server leaves in its pages for a view: the snoozed ones are picked out of all. */
export const includesOf = (view: NotificationView) => (view === 'unread' ? [] : (['read', 'snoozed'] as const))
