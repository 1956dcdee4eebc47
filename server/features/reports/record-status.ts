import type { RecordedEvent } from '../../kernel/event.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { findCourse, recordFact, type Course } from './record-fact.ts'

/** Records that a conversation was resolved, and by whom if it was a bot alone. */
export async function recordResolution(work: Work, event: RecordedEvent): Promise<void> {
  const course = await findCourse(work, event)
  if (!course) return
  const since = course.createdAt
  await recordFact(work, event, course, { kind: 'conversation_resolved', since })
  if (await isOfBot(work, event, course))
    await recordFact(work, event, course, { kind: 'conversation_bot_resolved', since })
}

/** Records that a conversation came back to the agents, and how long it had been resolved. */
export async function recordOpening(work: Work, event: RecordedEvent): Promise<void> {
  const course = await findCourse(work, event)
  if (!course) return
  const wasResolved = event.data['from'] === 'resolved'
  const since = (wasResolved && course.lastResolvedAt) || event.occurredAt
  await recordFact(work, event, course, { kind: 'conversation_opened', since })
}

/** Records that a bot handed a conversation to the agents, the first time that it does. */
export async function recordHandoff(work: Work, event: RecordedEvent): Promise<void> {
  const course = await findCourse(work, event)
  if (!course || course.lastHandoffAt) return
  await recordFact(work, event, course, { kind: 'conversation_bot_handoff', since: course.createdAt })
}

async function isOfBot(work: Work, { actor, occurredAt }: RecordedEvent, course: Course): Promise<boolean> {
  const replied = course.firstReplyAt !== null && course.firstReplyAt <= occurredAt
  if (replied || course.lastHandoffAt) return false
  if (actor.kind === 'bot') return true
  // All its messages are looked at, which are few where no person has answered.
  const row = await work.tx
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', course.id)
    .where('sender_type', '=', 'agent_bot')
    .where('private', '=', false)
    .where('created_at', '<=', occurredAt)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
