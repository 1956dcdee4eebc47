import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { browsersOf } from '../people/index.ts'
import type { Notification } from './notification.ts'
import { findNotifications } from './notification-store.ts'
import { loadSettings } from './settings.ts'

/** The task that decides whether a notification is pushed now. */
export const pushNotificationTask = 'push-notification'

/** The task that brings one notification to one browser. */
export const sendPushTask = 'send-push'

/** The task that pushes one note for many notifications. */
export const pushDigestTask = 'push-digest'

const DIGEST_MS = 60_000

/** Asks a minute later: somebody who seems to look may have just closed the lid. */
const AGAIN_MS = 60_000

/** Queues the push of a new notification. */
export function pushLater(work: Work, userId: number, notificationId: number): void {
  queuePush(work, { userId, notificationId, again: false })
}

/** Queues the same once more, for when its owner looks no longer. */
export function pushIfStillUnread(work: Work, push: { userId: number; notificationId: number }): void {
  queuePush(work, { ...push, again: true })
}

function queuePush(work: Work, push: { userId: number; notificationId: number; again: boolean }): void {
  work.later({
    task: pushNotificationTask,
    payload: { accountId: work.accountId, ...push },
    key: `${pushNotificationTask}:${push.notificationId}`,
    ...(push.again && { runAt: new Date(work.now.getTime() + AGAIN_MS) }),
  })
}

/** Queues one note for all that somebody was told of in this minute, beyond what is pushed one by one. */
export function pushDigestLater(work: Work, userId: number): void {
  const window = Math.floor(work.now.getTime() / DIGEST_MS)
  work.later({
    task: pushDigestTask,
    payload: { accountId: work.accountId, userId },
    key: `${pushDigestTask}:${work.accountId}:${userId}:${window}`,
    runAt: new Date((window + 1) * DIGEST_MS),
  })
}

/** A notification that its owner wants pushed: of a wanted kind, unread, about something they may see. */
export async function findPushable(
  db: Reader,
  { accountId, userId, notificationId }: { accountId: number; userId: number; notificationId: number },
): Promise<Notification | undefined> {
  const [one] = await findNotifications(db, accountId, { ids: [notificationId], userIds: [userId] })
  if (!one || one.readAt || one.snoozedUntil) return undefined
  const { push } = await loadSettings(db, accountId, userId)
  return push.includes(one.type) ? one : undefined
}

/** Queues a notification for each browser of its owner. */
export async function pushToBrowsers(work: Work, { id, userId }: Notification): Promise<void> {
  for (const browser of await browsersOf(work.tx, userId)) {
    sendLater(work, { notificationId: id, userId, subscriptionId: browser.id, attempt: 1 })
  }
}

/** One try to bring one notification to one browser. */
export interface PushAttempt {
  notificationId: number
  userId: number
  subscriptionId: number
  attempt: number
}

/** Queues a try, at once or at a time. */
export function sendLater(work: Work, attempt: PushAttempt, at?: Date): void {
  work.later({
    task: sendPushTask,
    payload: { accountId: work.accountId, ...attempt },
    key: `${sendPushTask}:${attempt.notificationId}:${attempt.subscriptionId}`,
    ...(at && { runAt: at }),
  })
}
