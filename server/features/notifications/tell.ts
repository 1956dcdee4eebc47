import type { RecordedEvent } from '../../kernel/event.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { calledInBy, viewConversation, type ConversationView, type Heard } from '../conversations/index.ts'
import type { NotificationType } from './notification.ts'
import { notify, type Occasion, type Recipient } from './notify.ts'
import { wishesFor } from './settings.ts'

/** Tells of a new conversation: its first assignee that it is theirs, others that it is there. A bot's is told of when it hands it on. */
export async function tellOfCreation(work: Work, event: RecordedEvent): Promise<void> {
  const conversation = await conversationOf(work, event)
  if (!conversation || conversation.contact.blocked) return
  const firstAssignee = Number(event.data['assigneeId'] ?? 0)
  const wishes = await wishesFor(work.tx, work.accountId, ['conversation_creation', 'conversation_assignment'])
  const recipients: Recipient[] = []
  for (const [userId, wanted] of wishes) {
    const isTheirs = userId === firstAssignee && conversation.assigneeId === firstAssignee
    if (isTheirs && wanted.has('conversation_assignment')) recipients.push({ userId, type: 'conversation_assignment' })
    else if (conversation.status !== 'pending' && wanted.has('conversation_creation')) {
      recipients.push({ userId, type: 'conversation_creation' })
    }
  }
  await tell(work, event, { conversation, recipients })
}

/** Tells an agent that a conversation is theirs now, if it still is. */
export async function tellOfAssignment(work: Work, event: RecordedEvent): Promise<void> {
  const userId = Number(event.data['assigneeId'] ?? 0)
  const conversation = userId ? await conversationOf(work, event) : undefined
  if (conversation?.assigneeId !== userId) return
  const wishes = await wishesFor(work.tx, work.accountId, ['conversation_assignment'], [userId])
  const recipients = [...wishes.keys()].map((id) => ({ userId: id, type: 'conversation_assignment' as const }))
  await tell(work, event, { conversation, recipients })
}

/** Tells agents that a note calls them in. */
export async function tellOfMention(work: Work, event: RecordedEvent): Promise<void> {
  const conversation = await conversationOf(work, event)
  if (!conversation) return
  const named = event.data['userIds'] as number[]
  const wishes = await wishesFor(work.tx, work.accountId, ['conversation_mention'], named)
  const recipients = [...wishes.keys()].map((userId) => ({ userId, type: 'conversation_mention' as const }))
  await tell(work, event, { conversation, recipients, messageId: Number(event.data['noteId']) })
}

const OF_MESSAGES: NotificationType[] = [
  'conversation_mention',
  'assigned_conversation_new_message',
  'participating_conversation_new_message',
]

/**
 * Tells of what a customer or a colleague wrote: the assignee, and those who take part. Whom the note names is told of that instead.
 * What a conversation begins with is told of with its beginning.
 */
export async function tellOfMessage(work: Work, event: RecordedEvent, heard: Heard): Promise<void> {
  const { message, conversation, userIds } = heard
  const named = message.private ? await calledInBy(work.tx, message.id) : []
  const wishes = await wishesFor(work.tx, work.accountId, OF_MESSAGES, userIds)
  const recipients = [...wishes].flatMap(([userId, wanted]): Recipient[] => {
    const isAssignee = userId === conversation.assigneeId
    const type: NotificationType = isAssignee
      ? 'assigned_conversation_new_message'
      : 'participating_conversation_new_message'
    const hearsOfMention = named.includes(userId) && wanted.has('conversation_mention')
    if (hearsOfMention || !wanted.has(type)) return []
    const seenAt = isAssignee ? conversation.assigneeLastSeenAt : null
    return [{ userId, type, readAt: seenAt && seenAt >= message.createdAt ? seenAt : null }]
  })
  await tell(work, event, { conversation, recipients, messageId: message.id })
}

/** The conversation of an event as it is now, or undefined when it is gone. */
function conversationOf(work: Work, event: RecordedEvent): Promise<ConversationView | undefined> {
  return viewConversation(work.tx, event.conversationId ?? 0)
}

/** Nobody is told of what they did themselves. */
async function tell(
  work: Work,
  event: RecordedEvent,
  what: { conversation: Occasion['conversation']; recipients: Recipient[]; messageId?: number },
): Promise<void> {
  const { actor } = event
  const { conversation, messageId } = what
  const others = what.recipients.filter(({ userId }) => actor.kind !== 'agent' || actor.userId !== userId)
  await notify(work, { event, conversation, ...(messageId && { messageId }) }, others)
}
