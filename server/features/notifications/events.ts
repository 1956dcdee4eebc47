/** What happens to somebody's notifications: the types of their events. Each says whose, and which. */
export type NotificationEvent = 'notification.created' | 'notification.updated' | 'notification.deleted'
