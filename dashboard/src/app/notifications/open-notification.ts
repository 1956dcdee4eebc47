import type { Router } from 'vue-router'
import type { Notification } from '../../api/notifications.ts'
import { useNotifications } from '../../features/notifications/notification-store.ts'
import { isUnread } from '../../features/notifications/notification-view.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Goes to what a notification speaks of, to the very message when there is one, and has read it. */
export function openNotification(one: Notification, { linkTo }: Pick<Workspace, 'linkTo'>, router: Router): void {
  const link = linkTo(one.primary_actor_id)
  const message = one.secondary_actor ? { message: String(one.secondary_actor.id) } : {}
  void router.push({ ...link, query: { ...link.query, ...message } })
  const store = useNotifications()
  if (!isUnread(one)) return
  if (!store.all.has(one.id)) store.all.set(one.id, one)
  void store.markRead(one.id)
}
