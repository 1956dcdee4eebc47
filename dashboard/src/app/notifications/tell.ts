import type { Router } from 'vue-router'
import type { NotificationFrame } from '../../features/notifications/bell.ts'
import { isUnread } from '../../features/notifications/notification-view.ts'
import { closeNote } from '../../features/notifications/push-device.ts'
import { speak } from '../../features/notifications/speak.ts'
import { isPushedHere } from '../../session/pushed-here.ts'
import { useSession } from '../../session/session-store.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { openNotification } from './open-notification.ts'

/** Says a new notification aloud, where its owner wants that; the note of one that is read, here or elsewhere, goes. */
export function tell({ event, notification }: NotificationFrame, workspace: Workspace, router: Router): void {
  if (event === 'notification.deleted' || !isUnread(notification)) {
    if (isPushedHere(useSession().user?.id)) void closeNote(notification.id)
    return
  }
  if (event !== 'notification.created') return
  void speak(notification, (one) => openNotification(one, workspace, router))
}
