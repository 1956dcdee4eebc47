import { sql } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { sightsOf, visibleTo, type Asker } from '../conversations/index.ts'
import type { Notification } from './notification.ts'

const columns = [
  'notifications.id',
  'notifications.account_id as accountId',
  'notifications.user_id as userId',
  'notifications.notification_type as type',
  'notifications.conversation_id as conversationId',
  'conversations.number as conversationNumber',
  'notifications.message_id as messageId',
  'notifications.read_at as readAt',
  'notifications.snoozed_until as snoozedUntil',
  'notifications.meta',
  'notifications.last_activity_at as lastActivityAt',
  'notifications.created_at as createdAt',
  'notifications.updated_at as updatedAt',
] as const

const PAGE = 15

/** Which of somebody's notifications are wanted: the unread ones that are not snoozed, and perhaps the others (contract 2.13). */
export interface NotificationFilter {
  read: boolean
  snoozed: boolean
}

/** How many notifications there are, and how many of them are unread. */
export interface NotificationCounts {
  unread: number
  all: number
}

/** A page of somebody's own notifications, of conversations that they may see. */
export async function listNotifications(
  db: Reader,
  asker: Asker,
  filter: NotificationFilter,
  page: { number: number; direction: 'asc' | 'desc' },
): Promise<Notification[]> {
  const rows = await ofAsker(db, asker, filter)
    .select(columns)
    .orderBy('notifications.last_activity_at', page.direction)
    .orderBy('notifications.id', page.direction)
    .limit(PAGE)
    .offset((page.number - 1) * PAGE)
    .execute()
  return rows as Notification[]
}

/** Counts what the list holds. */
export async function countNotifications(
  db: Reader,
  asker: Asker,
  filter: NotificationFilter = NEW,
): Promise<NotificationCounts> {
  return ofAsker(db, asker, filter)
    .select([sql<number>`count(*)`.as('all'), sql<number>`count(*) filter (where ${isNew})`.as('unread')])
    .executeTakeFirstOrThrow()
}

const NEW: NotificationFilter = { read: false, snoozed: false }

// As in the partial index notifications_unread.
const isNew = sql<boolean>`notifications.read_at is null and notifications.snoozed_until is null`

function ofAsker(db: Reader, asker: Asker, { read, snoozed }: NotificationFilter) {
  return selectNotifications(db)
    .where('notifications.account_id', '=', asker.accountId)
    .where('notifications.user_id', '=', asker.actor.userId)
    .where((eb) => eb.and(visibleTo(db, asker)))
    .$if(!read, (query) => query.where('notifications.read_at', 'is', null))
    .$if(!snoozed, (query) => query.where('notifications.snoozed_until', 'is', null))
}

function selectNotifications(db: Reader) {
  return db.selectFrom('notifications').innerJoin('conversations', 'conversations.id', 'notifications.conversation_id')
}

/** One of somebody's own notifications, locked for a change, or a refusal. */
export async function loadNotificationForChange(work: Work, asker: Asker, id: number): Promise<Notification> {
  const row = await ofAsker(work.tx, asker, { read: true, snoozed: true })
    .select(columns)
    .where('notifications.id', '=', id)
    .forUpdate('notifications')
    .executeTakeFirst()
  if (!row) throw notFound()
  return row as Notification
}

/** One notification that is there. */
export async function loadNotification(db: Reader, id: number): Promise<Notification> {
  const row = await selectNotifications(db).select(columns).where('notifications.id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return row as Notification
}

/** Notifications of an account by id, as far as their owners may see what they are about. */
export async function findNotifications(
  db: Reader,
  accountId: number,
  wanted: { ids: number[]; userIds: number[] },
): Promise<Notification[]> {
  if (wanted.ids.length === 0) return []
  const found: Notification[] = []
  for (const { userIds, sees } of await sightsOf(db, accountId, wanted.userIds)) {
    const rows = await selectNotifications(db)
      .select(columns)
      .where((eb) => eb('notifications.id', '=', eb.fn.any(eb.val(wanted.ids))))
      .where((eb) => eb('notifications.user_id', '=', eb.fn.any(eb.val(userIds))))
      .where((eb) => eb.and(sees(db, sql<number>`notifications.user_id`)))
      .execute()
    found.push(...(rows as Notification[]))
  }
  return found
}

/** How many new notifications each of these people has, of conversations that they may see; who has none is missing. */
export async function countNew(db: Reader, accountId: number, wanted: number[]): Promise<Map<number, number>> {
  const counts = new Map<number, number>()
  for (const { userIds, sees } of await sightsOf(db, accountId, wanted)) {
    const rows = await selectNotifications(db)
      .select(['notifications.user_id as userId', sql<number>`count(*)`.as('count')])
      .where('notifications.account_id', '=', accountId)
      .where((eb) => eb('notifications.user_id', '=', eb.fn.any(eb.val(userIds))))
      .where(isNew)
      .where((eb) => eb.and(sees(db, sql<number>`notifications.user_id`)))
      .groupBy('notifications.user_id')
      .execute()
    for (const { userId, count } of rows) counts.set(userId, count)
  }
  return counts
}
