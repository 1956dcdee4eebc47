import { sql } from 'kysely'
import { invalid } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { tellActivity } from './activity.ts'
import type { Conversation, Status } from './conversation.ts'
import type { Saying } from './texts/say.ts'

/** The task that wakes a snoozed conversation. */
export const wakeTask = 'wake-conversation'

/** The year 10000: later than anybody waits, and no database or client stumbles over it. */
const END_OF_TIME = Date.UTC(10_000, 0)

/**
 * Opens, resolves, parks or snoozes a locked conversation; a bot that opens what was its own hands it to the agents. The same
 * status again changes nothing and tells nothing. `told` is said in the thread instead of the usual line.
 */
export async function changeStatus(
  work: Work,
  conversation: Conversation,
  to: { status: Status; snoozedUntil?: Date | null; told?: { saying: Saying; values: Record<string, string> } },
): Promise<void> {
  const snoozedUntil = snoozeEnd(work, to)
  if (conversation.status === to.status && sameTime(conversation.snoozedUntil, snoozedUntil)) return
  const handsOff = work.actor.kind === 'bot' && conversation.status === 'pending' && to.status === 'open'
  await work.tx
    .updateTable('conversations')
    .set({
      status: to.status,
      snoozed_until: snoozedUntil,
      ...(to.status === 'resolved' && { waiting_since: null }),
      // From now on, if not longer, the customer waits for a person.
      ...(handsOff && { waiting_since: sql<Date>`coalesce(waiting_since, ${work.now})` }),
      updated_at: work.now,
    })
    .where('id', '=', conversation.id)
    .execute()
  if (snoozedUntil) wakeLater(work, conversation.id, snoozedUntil)
  const usual = handsOff ? ('status.handoff' as const) : (`status.${to.status}` as const)
  const { saying, values } = to.told ?? { saying: usual, values: {} }
  await tellActivity(work, conversation, saying, values)
  const { id: conversationId, assigneeId, teamId } = conversation
  const data = { from: conversation.status, to: to.status, assigneeId, teamId }
  work.record({ type: 'conversation.status_changed', conversationId, data })
  if (handsOff) work.record({ type: 'conversation.bot_handoff', conversationId, data: { assigneeId, teamId } })
}

/** When a status ends by itself, or null; refuses a moment that has passed. */
export function snoozeEnd(work: Work, to: { status?: Status; snoozedUntil?: Date | null }): Date | null {
  const end = to.status === 'snoozed' ? (to.snoozedUntil ?? null) : null
  if (end && !(end > work.now && end.getTime() < END_OF_TIME)) {
    throw invalid('snoozed_until', 'snoozed_until must be in the future')
  }
  return end
}

/** Asks for a conversation to be woken. The job knows its moment, so that no two clocks need to agree. */
export function wakeLater(work: Work, conversationId: number, until: Date): void {
  work.later({
    task: wakeTask,
    payload: { conversationId, accountId: work.accountId, until: until.toISOString() },
    runAt: until,
    key: `wake:${conversationId}`,
  })
}

function sameTime(one: Date | null, other: Date | null): boolean {
  return one?.getTime() === other?.getTime()
}
