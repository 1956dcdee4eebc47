import type { RecordedEvent } from '../../kernel/event.ts'
import { localeOfAccount, type Locale } from '../../features/accounts/index.ts'
import {
  countNew,
  findNotifications,
  type Notification,
  type NotificationEvent,
} from '../../features/notifications/index.ts'
import { listPeople } from '../../features/people/index.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { notificationsAbout } from '../notifications-about.ts'
import { notification, type About, type Owner } from '../present/notification.ts'
import type { Shown } from '../present/shown.ts'
import type { Frame } from './frame.ts'
import { userStream } from './streams.ts'

/** What the notifications that a batch of events speaks of say now, to their owners. */
export interface NotificationRows {
  /** Those of an event that are still there, and that their owner may still see. */
  of(event: RecordedEvent): { one: Notification; about: About }[]
  /** How many are unread. The list that clients begin with holds these and no others. */
  countFor(event: RecordedEvent): number
}

const TYPES = new Set<string>([
  'notification.created',
  'notification.updated',
  'notification.deleted',
] satisfies NotificationEvent[])

/** Loads what the events about notifications speak of; nothing when there are none. */
export async function notificationRows({ db }: Ports, events: RecordedEvent[]): Promise<NotificationRows> {
  const wanted = events.filter(({ type }) => TYPES.has(type))
  if (wanted.length === 0) return { of: () => [], countFor: () => 0 }
  const accounts = new Set(wanted.map(({ accountId }) => accountId))
  const loaded = new Map(
    await Promise.all(
      [...accounts].map(async (id) => {
        const own = wanted.filter(({ accountId }) => accountId === id)
        const userIds = [...new Set(own.map(ownerOf))]
        const ids = [...new Set(own.flatMap(({ type, data }) => (type === 'notification.deleted' ? [] : idsIn(data))))]
        const [rows, counts, locale] = await Promise.all([
          findNotifications(db, id, { ids, userIds }),
          countNew(db, id, userIds),
          localeOfAccount(db, id),
        ])
        return [id, { rows: new Map(rows.map((one) => [one.id, one])), counts, locale }] as const
      }),
    ),
  )
  const all = [...loaded.values()].flatMap(({ rows }) => [...rows.values()])
  const [aboutOf, people] = await Promise.all([
    notificationsAbout(db, all),
    listPeople(db, [...new Set(all.map((one) => one.userId))]),
  ])
  const owners = new Map<number, Owner>(people.map((person) => [person.id, person]))
  return {
    of: (event) => {
      const { rows, locale } = loaded.get(event.accountId) ?? NOTHING
      return idsIn(event.data).flatMap((id) => {
        const one = rows.get(id)
        const owner = one?.userId === ownerOf(event) ? owners.get(one.userId) : undefined
        const about = one && aboutOf(one)
        return owner && about ? [{ one, about: { ...about, owner, locale } }] : []
      })
    },
    countFor: (event) => loaded.get(event.accountId)?.counts.get(ownerOf(event)) ?? 0,
  }
}

const NOTHING: { rows: Map<number, Notification>; locale: Locale } = { rows: new Map(), locale: 'en' }

const ownerOf = ({ data }: RecordedEvent) => Number(data['userId'])
const idsIn = (data: RecordedEvent['data']) => data['notificationIds'] as number[]

/** A notification for its owner, with what their bell says now (contract 3.3). */
export function aboutNotification(event: RecordedEvent, rows: NotificationRows, shown: Shown): Frame[] {
  return rows.of(event).map(({ one, about }) => {
    const said = { ...notification(one, about, shown), account_id: event.accountId }
    return frameOf(event, rows, said)
  })
}

/** Notifications that are gone. */
export function aboutRemoval(event: RecordedEvent, rows: NotificationRows): Frame[] {
  return idsIn(event.data).map((id) => frameOf(event, rows, { id }))
}

function frameOf(event: RecordedEvent, rows: NotificationRows, said: object): Frame {
  const { accountId: account_id } = event
  const count = rows.countFor(event)
  const data = { account_id, notification: said, unread_count: count, count }
  return { streams: [userStream(ownerOf(event))], event: event.type, data }
}
