import {
  notificationsQuery,
  readNotificationsBody,
  removeNotificationsBody,
  snoozeNotificationBody,
} from '../../../contract/http/notifications.ts'
import type { Call } from '../../platform/http/route.ts'
import type { Work } from '../../platform/http/ports.ts'
import { nearestLocale } from '../../features/accounts/index.ts'
import {
  countNotifications,
  listNotifications,
  loadNotification,
  loadNotificationForChange,
  markAllRead,
  markRead,
  markUnread,
  removeAll,
  removeNotification,
  snooze,
  type Notification,
} from '../../features/notifications/index.ts'
import { inAccount, member, type MemberCaller } from '../access.ts'
import { notificationsAbout } from '../notifications-about.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { notification, notificationRow } from '../present/notification.ts'
import { shownFor } from '../shown-for.ts'

type MemberCall = Call<MemberCaller>

const path = (rest = '') => inAccount(`/notifications${rest}`)

/** What the caller is told of, in one account (contract 2.13). */
export const notificationRoutes = [
  member('GET', path(), index, {
    summary: "Lists the caller's notifications",
    query: notificationsQuery,
    returns: 'notifications',
  }),
  member(
    'GET',
    path('/unread_count'),
    async ({ ports, caller }) => (await countNotifications(ports.db, caller)).unread,
    { summary: "Counts the caller's unread notifications", returns: 'notification_count' },
  ),
  member(
    'POST',
    path('/read_all'),
    async (call) => {
      const { primary_actor_id: conversationNumber } = parse(readNotificationsBody, unwrap(call.body, 'notification'))
      await inOwnName(call, (work, userId) => markAllRead(work, userId, { conversationNumber }))
      return {}
    },
    { summary: 'Marks all notifications as read, or those of one conversation', body: readNotificationsBody },
  ),
  member(
    'POST',
    path('/destroy_all'),
    async (call) => {
      const { type } = parse(removeNotificationsBody, unwrap(call.body, 'notification'))
      await inOwnName(call, (work, userId) => removeAll(work, userId, type))
      return {}
    },
    { summary: 'Removes all notifications, or those that are read', body: removeNotificationsBody },
  ),
  member('PATCH', path('/:id'), changing(markRead), {
    summary: 'Marks a notification as read',
    returns: 'notification_row',
  }),
  member('POST', path('/:id/unread'), changing(markUnread), {
    summary: 'Marks a notification as unread',
    returns: 'notification_row',
  }),
  member(
    'POST',
    path('/:id/snooze'),
    async (call) => {
      const { snoozed_until } = parse(snoozeNotificationBody, unwrap(call.body, 'notification'))
      return changing((work, one) => snooze(work, one, snoozed_until))(call)
    },
    { summary: 'Snoozes a notification', body: snoozeNotificationBody, returns: 'notification_row' },
  ),
  member(
    'DELETE',
    path('/:id'),
    async (call) => {
      await change(call, removeNotification)
      return {}
    },
    { summary: 'Removes a notification' },
  ),
]

async function index(call: MemberCall) {
  const { page, sort_order: direction, includes } = parse(notificationsQuery, call.query)
  const { ports, caller } = call
  const { accountId, person, membership } = caller
  const filter = { read: includes.includes('read'), snoozed: includes.includes('snoozed') }
  const [rows, counts] = await Promise.all([
    listNotifications(ports.db, caller, filter, { number: page, direction }),
    countNotifications(ports.db, caller, filter),
  ])
  const [aboutOf, shown] = await Promise.all([notificationsAbout(ports.db, rows), shownFor(call, accountId)])
  const locale = nearestLocale(membership.accountLocale)
  const payload = rows.flatMap((one) => {
    const about = aboutOf(one)
    return about ? [notification(one, { ...about, owner: person, locale }, shown)] : []
  })
  return { data: { meta: { unread_count: counts.unread, count: counts.all, current_page: page }, payload } }
}

function changing(action: (work: Work, one: Notification) => Promise<void>) {
  return async (call: MemberCall) => {
    const { id } = await change(call, action)
    return notificationRow(await loadNotification(call.ports.db, id))
  }
}

function change(call: MemberCall, action: (work: Work, one: Notification) => Promise<void>): Promise<Notification> {
  return inOwnName(call, async (work) => {
    const one = await loadNotificationForChange(work, call.caller, idOf(call.params['id']))
    await action(work, one)
    return one
  })
}

function inOwnName<T>({ ports, caller }: MemberCall, action: (work: Work, userId: number) => Promise<T>): Promise<T> {
  const { accountId, actor } = caller
  return ports.work(accountId, actor, (work) => action(work, actor.userId))
}
