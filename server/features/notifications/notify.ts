import type { RecordedEvent } from '../../kernel/event.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { idsThatSee } from '../conversations/index.ts'
import type { NotificationType } from './notification.ts'

/** Whom to tell what. */
export interface Recipient {
  userId: number
  type: NotificationType
  /** When they have read already what they are told of. */
  readAt?: Date | null
}

/** What people are told of: an event about a conversation, and perhaps the message that was written. */
export interface Occasion {
  event: Pick<RecordedEvent, 'id' | 'occurredAt'>
  conversation: { id: number; number: number }
  messageId?: number
}

/**
 * Tells people of an event, each once however often this is tried, and once of a message whatever it is to them. Whoever may not see
 * the conversation is told nothing.
 */
export async function notify(work: Work, occasion: Occasion, recipients: Recipient[]): Promise<void> {
  if (recipients.length === 0) return
  const ids = recipients.map(({ userId }) => userId)
  const seeing = new Set(await idsThatSee(work.tx, work.accountId, occasion.conversation.number, ids))
  const rows = recipients.filter(({ userId }) => seeing.has(userId)).map((one) => rowOf(work, occasion, one))
  if (rows.length === 0) return
  const created = await work.tx
    .insertInto('notifications')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'user_id as userId'])
    .execute()
  for (const { id, userId } of created) {
    work.record({ type: 'notification.created', data: { userId, notificationIds: [id] } })
  }
}

function rowOf(work: Work, { event, conversation, messageId }: Occasion, { userId, type, readAt }: Recipient) {
  return {
    account_id: work.accountId,
    user_id: userId,
    event_id: event.id,
    notification_type: type,
    conversation_id: conversation.id,
    message_id: messageId ?? null,
    read_at: readAt ?? null,
    // When it happened: reactions run in no promised order.
    last_activity_at: event.occurredAt,
    created_at: event.occurredAt,
    updated_at: work.now,
  }
}
