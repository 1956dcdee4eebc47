import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { loadSettings } from './settings.ts'
import { findNotifications } from './notification-store.ts'
import type { Notification, NotificationType } from './notification.ts'

/** The task that mails somebody what they have not read. */
export const mailNotificationsTask = 'mail-notifications'

// Several things within this time are one mail.
const WAIT_MS = 2 * 60 * 1000
// Nobody needs a mail about what happened while none could be sent.
const OLDEST_MS = 6 * 3600 * 1000

/** Queues the mail about a new notification: one for all of the same person in the same two minutes. */
export function mailLater(work: Work, userId: number): void {
  const window = Math.floor(work.now.getTime() / WAIT_MS)
  work.later({
    task: mailNotificationsTask,
    payload: { accountId: work.accountId, userId },
    key: `${mailNotificationsTask}:${work.accountId}:${userId}:${window}`,
    runAt: new Date((window + 1) * WAIT_MS),
  })
}

/** The conversations that somebody's unread notifications are about, as far as no mail told of them. */
export async function unmailedConversations(db: Reader, accountId: number, userId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('notifications')
    .select('conversation_id as id')
    .distinct()
    .where('account_id', '=', accountId)
    .where('user_id', '=', userId)
    .where('mailed_at', 'is', null)
    .where('read_at', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

/** Takes the notifications that somebody wants by mail, has not read, and may still see. Each is taken once. */
export async function takeUnmailed(work: Work, userId: number): Promise<Notification[]> {
  const { email } = await loadSettings(work.tx, work.accountId, userId)
  const rows = await work.tx
    .updateTable('notifications')
    .set({ mailed_at: work.now })
    .where('account_id', '=', work.accountId)
    .where('user_id', '=', userId)
    .where('mailed_at', 'is', null)
    .where('read_at', 'is', null)
    .where('created_at', '>', new Date(work.now.getTime() - OLDEST_MS))
    .where(sql<boolean>`notification_type = any(${email}::text[])`)
    .returning('id')
    .execute()
  const found = await findNotifications(work.tx, work.accountId, { ids: rows.map(({ id }) => id), userIds: [userId] })
  return found.sort((a, b) => a.id - b.id)
}

const OF_NEW_MESSAGES = new Set<NotificationType>([
  'assigned_conversation_new_message',
  'participating_conversation_new_message',
])

/** Whether somebody sees it without a mail: a new message while they are there, anything in what they have open (contract 5.5). */
export function isSeenAnyway(
  { type, conversationId }: Pick<Notification, 'type' | 'conversationId'>,
  where: { isHere: boolean; viewing: ReadonlySet<number> },
): boolean {
  return where.viewing.has(conversationId) || (where.isHere && OF_NEW_MESSAGES.has(type))
}
