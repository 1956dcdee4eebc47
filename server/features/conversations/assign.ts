import { invalid } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { assignableIds } from '../inboxes/index.ts'
import { availableName, loadAgent } from '../people/index.ts'
import { tellActivity } from './activity.ts'
import type { Conversation } from './conversation.ts'
import { standingOf } from './policy.ts'

/** Gives a locked conversation to an agent who may see it, or to nobody. */
export async function assign(work: Work, conversation: Conversation, assigneeId: number | null): Promise<void> {
  if (conversation.assigneeId === assigneeId) return
  const sentence =
    assigneeId === null ? '{who} unassigned the conversation' : await assignedTo(work, conversation, assigneeId)
  await work.tx
    .updateTable('conversations')
    .set({ assignee_id: assigneeId, updated_at: work.now })
    .where('id', '=', conversation.id)
    .execute()
  await tellActivity(work, conversation, sentence)
  work.record({
    type: 'conversation.assigned',
    conversationId: conversation.id,
    data: { assigneeId, before: standingOf(conversation) },
  })
}

async function assignedTo(work: Work, conversation: Conversation, assigneeId: number): Promise<string> {
  const assignable = await assignableIds(work.tx, work.accountId, [conversation.inboxId])
  if (!assignable.includes(assigneeId)) {
    throw invalid('assignee_id', 'assignee_id must name a member of the inbox or an administrator')
  }
  if (work.actor.kind === 'agent' && work.actor.userId === assigneeId) return '{who} took the conversation'
  return `{who} assigned the conversation to ${availableName(await loadAgent(work.tx, work.accountId, assigneeId))}`
}
