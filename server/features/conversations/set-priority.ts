import type { Work } from '../../platform/database/unit-of-work.ts'
import { tellActivity, textFor } from './activity.ts'
import type { Conversation, Priority } from './conversation.ts'

/** Says how urgent a locked conversation is. */
export async function setPriority(work: Work, conversation: Conversation, priority: Priority | null): Promise<void> {
  if (conversation.priority === priority) return
  await work.tx
    .updateTable('conversations')
    .set({ priority, updated_at: work.now })
    .where('id', '=', conversation.id)
    .execute()
  if (priority)
    await tellActivity(work, conversation, 'priority.set', { priority: await textFor(work, `priority.${priority}`) })
  else await tellActivity(work, conversation, 'priority.none')
  const changed = { priority: [conversation.priority, priority] }
  work.record({ type: 'conversation.updated', conversationId: conversation.id, data: { priority, changed } })
}
