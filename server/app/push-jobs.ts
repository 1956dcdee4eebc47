import { pushDigestTask, pushNotificationTask, sendPushTask } from '../features/notifications/index.ts'
import type { Ports } from '../platform/http/ports.ts'
import type { JobHandler } from '../platform/jobs/runner.ts'
import { pushDigest } from './push-digest.ts'
import { pushNotification, sendOnePush } from './push-notifications.ts'

/** What each task about browser push does. */
export function pushJobs(ports: Ports): Record<string, JobHandler> {
  return {
    [pushNotificationTask]: ({ accountId, userId, notificationId, again }) =>
      pushNotification(ports, {
        accountId: Number(accountId),
        userId: Number(userId),
        notificationId: Number(notificationId),
        again: again === true,
      }),
    [pushDigestTask]: ({ accountId, userId }) =>
      pushDigest(ports, { accountId: Number(accountId), userId: Number(userId) }),
    [sendPushTask]: ({ accountId, userId, notificationId, subscriptionId, attempt }) =>
      sendOnePush(ports, {
        accountId: Number(accountId),
        userId: Number(userId),
        notificationId: Number(notificationId),
        subscriptionId: Number(subscriptionId),
        attempt: Number(attempt),
      }),
  }
}
