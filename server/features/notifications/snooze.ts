import { sql } from 'kysely'
import { system } from '../../kernel/actor.ts'
import { invalid } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { OpenWork, Work } from '../../platform/database/unit-of-work.ts'
import type { Notification } from './notification.ts'
import { tellOwner } from './tell-owner.ts'

/** The task that brings a snoozed notification back. */
export const wakeNotificationTask = 'wake-notification'

/** The year 10000: later than anybody waits, and no database or client stumbles over it. */
const END_OF_TIME = Date.UTC(10_000, 0)

const BATCH = 500

/** Hides a locked notification until a moment, at which it comes back unread. */
export async function snooze(work: Work, notification: Notification, until: Date): Promise<void> {
  if (!(until > work.now && until.getTime() < END_OF_TIME)) {
    throw invalid('snoozed_until', 'snoozed_until must be in the future')
  }
  const { id, userId, meta } = notification
  await work.tx
    .updateTable('notifications')
    .set({
      snoozed_until: until,
      meta: JSON.stringify({ ...meta, last_snoozed_at: null }),
      updated_at: work.now,
    })
    .where('id', '=', id)
    .execute()
  // The job knows its moment, so that no two clocks need to agree.
  work.later({
    task: wakeNotificationTask,
    payload: { accountId: work.accountId, notificationId: id, until: until.toISOString() },
    runAt: until,
    key: `${wakeNotificationTask}:${id}`,
  })
  tellOwner(work, 'notification.updated', userId, [id])
}

/** Brings back a notification that sleeps until this moment; one that is gone or was snoozed again is left alone. */
export async function wakeNotification(work: Work, id: number, until: Date): Promise<void> {
  const row = await work.tx
    .updateTable('notifications')
    .set({
      snoozed_until: null,
      read_at: null,
      last_activity_at: until,
      meta: sql`meta || ${JSON.stringify({ last_snoozed_at: until.toISOString() })}::jsonb`,
      updated_at: work.now,
    })
    .where('id', '=', id)
    .where('account_id', '=', work.accountId)
    .where('snoozed_until', '=', until)
    .returning('user_id as userId')
    .executeTakeFirst()
  if (row) tellOwner(work, 'notification.updated', row.userId, [id])
}

/** Brings back what sleeps past its time: a job may be lost. */
export async function wakeOverdueNotifications(parts: { db: Reader; work: OpenWork; now: () => Date }): Promise<void> {
  for (;;) {
    const rows = await parts.db
      .selectFrom('notifications')
      .select(['id', 'account_id as accountId', 'snoozed_until as until'])
      .where('snoozed_until', '<=', parts.now())
      .orderBy('snoozed_until')
      .limit(BATCH)
      .execute()
    for (const { id, accountId, until } of rows) {
      if (until) await parts.work(accountId, system, (work) => wakeNotification(work, id, until))
    }
    if (rows.length < BATCH) return
  }
}
