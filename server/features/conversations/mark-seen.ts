import { sql } from 'kysely'
import type { AgentActor } from '../../kernel/actor.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Conversation } from './conversation.ts'

/** An agent has read a locked conversation. Reading again what holds nothing new changes nothing. */
export async function markSeen(work: Work, actor: AgentActor, conversation: Conversation): Promise<void> {
  const isAssignee = conversation.assigneeId === actor.userId
  const seen = (isAssignee ? conversation.assigneeLastSeenAt : conversation.agentLastSeenAt) ?? new Date(0)
  if (conversation.unreadCount === 0 && seen >= conversation.lastActivityAt) return
  await work.tx
    .updateTable('conversations')
    .set({
      agent_last_seen_at: work.now,
      ...(isAssignee && { assignee_last_seen_at: work.now }),
      unread_count: 0,
    })
    .where('id', '=', conversation.id)
    .execute()
  work.record({ type: 'conversation.read', conversationId: conversation.id, data: {} })
}

/** An agent wants to come back to a locked conversation: its last customer message counts as new again. */
export async function markUnread(work: Work, conversation: Conversation): Promise<void> {
  const last = await work.tx
    .selectFrom('messages')
    .select('created_at')
    .where('conversation_id', '=', conversation.id)
    .where('direction', '=', 'incoming')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return
  const before = new Date(last.created_at.getTime() - 1)
  await work.tx
    .updateTable('conversations')
    .set({ agent_last_seen_at: before, assignee_last_seen_at: before, unread_count: sql`greatest(unread_count, 1)` })
    .where('id', '=', conversation.id)
    .execute()
  work.record({ type: 'conversation.read', conversationId: conversation.id, data: {} })
}

/** The customer has read a locked conversation: what was written to them becomes read. */
export async function markSeenByContact(work: Work, conversation: Conversation): Promise<void> {
  await work.tx
    .updateTable('conversations')
    .set({ contact_last_seen_at: work.now })
    .where('id', '=', conversation.id)
    .execute()
  const read = await work.tx
    .updateTable('messages')
    .set({ status: 'read', updated_at: work.now })
    .where('conversation_id', '=', conversation.id)
    .where('direction', 'in', ['outgoing', 'template'])
    .where('private', '=', false)
    .where('status', 'in', ['sent', 'delivered'])
    .returning('id')
    .execute()
  for (const { id } of read) {
    work.record({ type: 'message.updated', conversationId: conversation.id, data: { messageId: id } })
  }
}
