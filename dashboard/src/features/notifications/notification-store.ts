import { defineStore } from 'pinia'
import { reactive, shallowReactive } from 'vue'
import {
  listNotifications,
  NOTIFICATION_PAGE,
  readAllNotifications,
  readNotification,
  removeNotification,
  snoozeNotification,
  unreadNotification,
} from '../../api/notifications.ts'
import type { Notification } from '../../api/notifications.ts'
import { accountId } from '../../session/current-account.ts'
import { showToast } from '../../ui/toast-store.ts'
import { useUndo } from '../conversations/undo-store.ts'
import { removeLater } from '../messages/remove-later.ts'
import { notificationEars, unreadNotifications } from './bell.ts'
import { includesOf, isUnread, viewOf } from './notification-view.ts'
import type { NotificationView } from './notification-view.ts'

interface Extent {
  page: number
  isLast: boolean
  busy: boolean
  failure: unknown
}

const untouched = (): Extent => ({ page: 0, isLast: false, busy: false, failure: null })
/** A view that is picked out of all looks through so many pages at once. */
const PICKED_PAGES = 5

/** What this agent is told, as far as it was asked for, kept up to date by the socket. */
export const useNotifications = defineStore('notifications', () => {
  const all = shallowReactive(new Map<number, Notification>())
  const removing = shallowReactive(new Set<number>())
  const extents = reactive<Record<NotificationView, Extent>>({
    all: untouched(),
    unread: untouched(),
    snoozed: untouched(),
  })

  notificationEars.add(({ event, notification }) => {
    if (event === 'notification.deleted') all.delete(notification.id)
    else all.set(notification.id, { ...all.get(notification.id), ...notification })
  })
  const shown = (view: NotificationView) => viewOf(all.values(), view).filter((one) => !removing.has(one.id))

  async function loadMore(view: NotificationView): Promise<void> {
    const extent = extents[view]
    if (extent.busy || extent.isLast) return
    Object.assign(extent, { busy: true, failure: null })
    try {
      const before = shown(view).length
      for (let pages = 0; pages < PICKED_PAGES && !extent.isLast; pages++) {
        const { payload } = await listNotifications(accountId.value, extent.page + 1, includesOf(view))
        for (const one of payload) all.set(one.id, one)
        extent.page++
        extent.isLast = payload.length < NOTIFICATION_PAGE
        if (shown(view).length >= before + NOTIFICATION_PAGE || view !== 'snoozed') break
      }
    } catch (error) {
      extent.failure = error
    }
    extent.busy = false
  }
  /** Asks anew: something may have been missed while the list was closed. */
  async function refresh(view: NotificationView): Promise<void> {
    if (extents[view].busy) return
    Object.assign(extents[view], untouched())
    await loadMore(view)
  }
  const actions = actionsOn(all)
  return {
    all,
    extents,
    shown,
    loadMore,
    refresh,
    ...actions,
    ...removalOn(all, removing),
    ...readingOf(all, actions.markUnread),
  }
})

const now = () => new Date().toISOString()
const sayFailed = (cause: unknown) => showToast({ text: 'toast.notification_not_changed', cause, tone: 'danger' })

function actionsOn(all: Map<number, Notification>) {
  /** Shows the change at once and takes it back when the server says no. */
  async function change(id: number, next: Partial<Notification>, ask: () => Promise<unknown>): Promise<void> {
    const before = all.get(id)
    if (!before) return
    const after = { ...before, ...next }
    all.set(id, after)
    unreadNotifications.value += Number(isUnread(after)) - Number(isUnread(before))
    try {
      await ask()
    } catch (error) {
      if (all.get(id) === after) all.set(id, before)
      unreadNotifications.value += Number(isUnread(before)) - Number(isUnread(after))
      sayFailed(error)
    }
  }
  const markRead = (id: number) => change(id, { read_at: now() }, () => readNotification(accountId.value, id))
  const markUnread = (id: number) =>
    change(id, { read_at: null, snoozed_until: null }, () => unreadNotification(accountId.value, id))

  function snooze(id: number, until: number): Promise<void> {
    const next = { snoozed_until: new Date(until * 1000).toISOString() }
    return change(id, next, () => snoozeNotification(accountId.value, id, until))
  }
  return { markRead, markUnread, snooze }
}

function removalOn(all: Map<number, Notification>, removing: Set<number>) {
  function remove(id: number): void {
    if (removing.has(id)) return
    removing.add(id)
    const account = accountId.value
    removeLater({
      text: 'undo.notification_deleted',
      undone: () => removing.delete(id),
      run: () =>
        void removeNotification(account, id)
          .then(() => all.delete(id))
          .catch(sayFailed)
          .finally(() => removing.delete(id)),
    })
  }
  return { remove }
}

function readingOf(all: Map<number, Notification>, markUnread: (id: number) => Promise<void>) {
  async function markAllRead(): Promise<void> {
    const unread = [...all.values()].filter(isUnread)
    const count = unreadNotifications.value
    const at = now()
    for (const one of unread) all.set(one.id, { ...one, read_at: at })
    unreadNotifications.value = 0
    try {
      await readAllNotifications(accountId.value)
      useUndo().offer({
        text: 'undo.notifications_read',
        values: {},
        run: () => unread.forEach((one) => void markUnread(one.id)),
      })
    } catch (error) {
      for (const one of unread) all.set(one.id, one)
      unreadNotifications.value = count
      sayFailed(error)
    }
  }
  return { markAllRead }
}
