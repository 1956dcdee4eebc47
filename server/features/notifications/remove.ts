import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Notification } from './notification.ts'
import { tellOwner } from './tell-owner.ts'

/** Removes a locked notification. */
export async function removeNotification(work: Work, { id, userId }: Notification): Promise<void> {
  await work.tx.deleteFrom('notifications').where('id', '=', id).execute()
  tellOwner(work, 'notification.deleted', userId, [id])
}

/** Removes somebody's notifications: those they have read, or all. */
export async function removeAll(work: Work, userId: number, which: 'read' | 'all'): Promise<void> {
  const rows = await work.tx
    .deleteFrom('notifications')
    .where('account_id', '=', work.accountId)
    .where('user_id', '=', userId)
    .$if(which === 'read', (query) => query.where('read_at', 'is not', null))
    .returning('id')
    .execute()
  tellOwner(
    work,
    'notification.deleted',
    userId,
    rows.map((row) => row.id),
  )
}

/** Removes what people were told of a conversation that is gone. */
export async function removeOfConversation(work: Work, conversationId: number): Promise<void> {
  const rows = await work.tx
    .deleteFrom('notifications')
    .where('account_id', '=', work.accountId)
    .where('conversation_id', '=', conversationId)
    .returning(['id', 'user_id as userId'])
    .execute()
  for (const { id, userId } of rows) tellOwner(work, 'notification.deleted', userId, [id])
}
