export type { NotificationEvent } from './events.ts'
export { markAllRead, markRead, markUnread } from './mark-read.ts'
export { NOTIFICATION_TYPES, type Notification } from './notification.ts'
export {
  countNew,
  countNotifications,
  findNotifications,
  listNotifications,
  loadNotificationForChange,
  loadNotification,
} from './notification-store.ts'
export { removeAll, removeNotification, removeOfConversation } from './remove.ts'
export { changeSettings, isMailWanted, loadSettings, type NotificationSettings } from './settings.ts'
export { snooze, wakeNotification, wakeNotificationTask, wakeOverdueNotifications } from './snooze.ts'
export { sweepNotifications } from './sweep.ts'
export { tellOfAssignment, tellOfCreation, tellOfMention, tellOfMessage } from './tell.ts'
export { pushText } from './push-text.ts'
export { isSeenAnyway, mailLater, mailNotificationsTask, takeUnmailed, unmailedConversations } from './unmailed.ts'
export {
  findPushable,
  pushDigestLater,
  pushDigestTask,
  pushIfStillUnread,
  pushLater,
  pushNotificationTask,
  pushToBrowsers,
  sendPushTask,
  type PushAttempt,
} from './push-jobs.ts'
export { findPublicPushKey, findPushKeys, makeInstallationPushKeys } from './push-keys.ts'
export { pushContact, sendPush, settlePush } from './send-push.ts'
