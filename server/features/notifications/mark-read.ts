import { sql } from 'kysely'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Notification } from './notification.ts'
import { tellOwner } from './tell-owner.ts'

/** The owner has read a locked notification. */
export async function markRead(work: Work, notification: Notification): Promise<void> {
  if (notification.readAt) return
  await setReadAt(work, notification, work.now)
}

/** The owner wants to come back to a locked notification. */
export async function markUnread(work: Work, notification: Notification): Promise<void> {
  if (!notification.readAt) return
  await setReadAt(work, notification, null)
}

async function setReadAt(work: Work, { id, userId }: Notification, readAt: Date | null) {
  await work.tx
    .updateTable('notifications')
    .set({ read_at: readAt, updated_at: work.now })
    .where('id', '=', id)
    .execute()
  tellOwner(work, 'notification.updated', userId, [id])
}

/** Somebody has read all their notifications, or all of one conversation. */
export async function markAllRead(
  work: Work,
  userId: number,
  of: { conversationId?: number | undefined; conversationNumber?: number | undefined } = {},
): Promise<void> {
  const { conversationId, conversationNumber } = of
  // Locked in one order, so that two of these at once do not wait for each other.
  const unread = work.tx
    .selectFrom('notifications')
    .select('id')
    .where('account_id', '=', work.accountId)
    .where('user_id', '=', userId)
    .where('read_at', 'is', null)
    .$if(conversationId !== undefined, (query) => query.where('conversation_id', '=', conversationId ?? 0))
    .$if(conversationNumber !== undefined, (query) =>
      query.where('conversation_id', '=', idOfNumber(work, conversationNumber ?? 0)),
    )
    .orderBy('id')
    .forUpdate()
  const rows = await work.tx
    .updateTable('notifications')
    .set({ read_at: work.now, updated_at: work.now })
    .where('id', '=', sql<number>`any(array(${unread}))`)
    .returning('id')
    .execute()
  tellOwner(
    work,
    'notification.updated',
    userId,
    rows.map((row) => row.id),
  )
}

function idOfNumber(work: Work, number: number) {
  return work.tx
    .selectFrom('conversations')
    .select('conversations.id')
    .where('conversations.account_id', '=', work.accountId)
    .where('conversations.number', '=', number)
}
