import type { Work } from '../../platform/database/unit-of-work.ts'
import type { NotificationEvent } from './events.ts'

// One event has a frame for each.
const AT_ONCE = 100

/** Records what happened to some notifications of one person. */
export function tellOwner(work: Work, type: NotificationEvent, userId: number, ids: number[]): void {
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    work.record({ type, data: { userId, notificationIds: ids.slice(start, start + AT_ONCE) } })
  }
}
