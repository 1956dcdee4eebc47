import { invalid } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { tellActivity } from './activity.ts'
import type { Conversation, Status } from './conversation.ts'

/** The task that wakes a snoozed conversation. */
export const wakeTask = 'wake-conversation'

const SENTENCES: Record<Status, string> = {
  open: '{who} reopened the conversation',
  resolved: '{who} resolved the conversation',
  pending: '{who} marked the conversation as pending',
  snoozed: '{who} snoozed the conversation',
}

/** Opens, resolves, parks or snoozes a locked conversation. The same status again changes nothing and tells nothing. */
export async function changeStatus(
  work: Work,
  conversation: Conversation,
  to: { status: Status; snoozedUntil?: Date | null },
): Promise<void> {
  const snoozedUntil = to.status === 'snoozed' ? (to.snoozedUntil ?? null) : null
  if (snoozedUntil && snoozedUntil <= work.now) {
    throw invalid('snoozed_until', 'snoozed_until must be in the future')
  }
  if (conversation.status === to.status && sameTime(conversation.snoozedUntil, snoozedUntil)) return
  await work.tx
    .updateTable('conversations')
    .set({
      status: to.status,
      snoozed_until: snoozedUntil,
      ...(to.status === 'resolved' && { waiting_since: null }),
      updated_at: work.now,
    })
    .where('id', '=', conversation.id)
    .execute()
  if (snoozedUntil) {
    work.later({
      task: wakeTask,
      payload: { conversationId: conversation.id, accountId: conversation.accountId },
      runAt: snoozedUntil,
      key: `wake:${conversation.id}`,
    })
  }
  await tellActivity(work, conversation, SENTENCES[to.status])
  work.record({
    type: 'conversation.status_changed',
    conversationId: conversation.id,
    data: { from: conversation.status, to: to.status },
  })
}

function sameTime(one: Date | null, other: Date | null): boolean {
  return one?.getTime() === other?.getTime()
}
