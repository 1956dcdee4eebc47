import { ref } from 'vue'
import { countUnreadNotifications } from '../../api/notifications.ts'
import type { Notification } from '../../api/notifications.ts'
import { accountId } from '../../session/current-account.ts'

/** How many notifications are unread. The list itself is loaded when somebody opens it. */
export const unreadNotifications = ref(0)

export interface NotificationFrame {
  event: string
  notification: Notification
}

/** Who wants to hear of each frame besides the bell, such as the open list. */
export const notificationEars = new Set<(frame: NotificationFrame) => void>()

/** A frame of contract 3.3: what happened to one notification, and how many are unread now. */
export function hearNotification(event: string, data: { notification: Notification; unread_count: number }): void {
  unreadNotifications.value = data.unread_count
  const frame = { event, notification: data.notification }
  for (const ear of notificationEars) ear(frame)
}

export async function recountNotifications(): Promise<void> {
  const asked = accountId.value
  const count = await countUnreadNotifications(asked).catch(() => null)
  if (count !== null && asked === accountId.value) unreadNotifications.value = count
}
