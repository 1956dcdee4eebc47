import type { Router } from 'vue-router'
import type { NotificationFrame } from '../../features/notifications/bell.ts'
import { isUnread } from '../../features/notifications/notification-view.ts'
import { speak } from '../../features/notifications/speak.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { openNotification } from './open-notification.ts'

/** Says a new notification aloud, where its owner wants that. */
export function tell({ event, notification }: NotificationFrame, workspace: Workspace, router: Router): void {
  if (event !== 'notification.created' || !isUnread(notification)) return
  void speak(notification, (one) => openNotification(one, workspace, router))
}
