import { sql } from 'kysely'
import { compiled, type Given } from '../../platform/database/compiled.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { NotificationType } from './notification.ts'

/** What somebody wants to be told of in one account, and how. */
export interface NotificationSettings {
  /** That of the membership: there is one for each, chosen or not. */
  id: number
  accountId: number
  userId: number
  email: NotificationType[]
  push: NotificationType[]
}

const DEFAULT_EMAIL: NotificationType[] = ['conversation_assignment', 'conversation_mention']
const DEFAULT_PUSH: NotificationType[] = [
  'conversation_assignment',
  'assigned_conversation_new_message',
  'conversation_mention',
  'participating_conversation_new_message',
]

const email = sql<NotificationType[]>`coalesce(settings.email_flags, ${sql.lit(listed(DEFAULT_EMAIL))}::text[])`
const push = sql<NotificationType[]>`coalesce(settings.push_flags, ${sql.lit(listed(DEFAULT_PUSH))}::text[])`

function listed(types: NotificationType[]): string {
  return `{${types.join(',')}}`
}

/** The settings of a member of the account. */
export function loadSettings(db: Reader, accountId: number, userId: number): Promise<NotificationSettings> {
  return selectSettings(db, accountId)
    .select(['member.id', 'member.account_id as accountId', email.as('email'), push.as('push')])
    .where('member.user_id', '=', userId)
    .executeTakeFirstOrThrow()
}

/** Changes what a member wants to be told of; what is left out stays. */
export async function changeSettings(
  work: Work,
  userId: number,
  changes: { email?: NotificationType[] | undefined; push?: NotificationType[] | undefined },
): Promise<void> {
  const before = await loadSettings(work.tx, work.accountId, userId)
  const flags = {
    email_flags: [...new Set(changes.email ?? before.email)],
    push_flags: [...new Set(changes.push ?? before.push)],
  }
  const row = { account_id: work.accountId, user_id: userId, created_at: work.now, updated_at: work.now }
  await work.tx
    .insertInto('notification_settings')
    .values({ ...row, ...flags })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'user_id']).doUpdateSet({
        ...(changes.email && { email_flags: flags.email_flags }),
        ...(changes.push && { push_flags: flags.push_flags }),
        updated_at: work.now,
      }),
    )
    .execute()
}

/** What each member of the account wants to be told of, by whatever way, of those who want any of these. */
export async function wishesFor(
  db: Reader,
  accountId: number,
  types: NotificationType[],
  userIds?: number[],
): Promise<Map<number, Set<NotificationType>>> {
  const rows = await selectSettings(db, accountId)
    .select(sql<NotificationType[]>`${email} || ${push}`.as('types'))
    .where(sql<boolean>`${email} || ${push} && ${types}::text[]`)
    .$if(userIds !== undefined, (query) =>
      query.where((eb) => eb('member.user_id', '=', eb.fn.any(eb.val(userIds ?? [])))),
    )
    .execute()
  return new Map(rows.map((row) => [row.userId, new Set(row.types)]))
}

/** Whether somebody wants to hear of one of these notifications by mail. */
export async function isMailWanted(db: Reader, notificationIds: number[]): Promise<boolean> {
  const [found] = await selectMailed(db, { notificationIds })
  return found !== undefined
}

const selectMailed = compiled((db, given: Given<{ notificationIds: number[] }>) =>
  db
    .selectFrom('notifications')
    .leftJoin('notification_settings as settings', (join) =>
      join
        .onRef('settings.account_id', '=', 'notifications.account_id')
        .onRef('settings.user_id', '=', 'notifications.user_id'),
    )
    .select('notifications.id')
    .where('notifications.id', '=', sql<number>`any((select ${given.notificationIds}::bigint[])::bigint[])`)
    .where(sql<boolean>`notification_type = any(${email})`)
    .limit(1),
)

function selectSettings(db: Reader, accountId: number) {
  return db
    .selectFrom('account_users as member')
    .leftJoin('notification_settings as settings', (join) =>
      join.onRef('settings.account_id', '=', 'member.account_id').onRef('settings.user_id', '=', 'member.user_id'),
    )
    .select('member.user_id as userId')
    .where('member.account_id', '=', accountId)
}
