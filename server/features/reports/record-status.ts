import type { RecordedEvent } from '../../kernel/event.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { findCourse, recordFact, type Course } from './record-fact.ts'

/** Records that a conversation was resolved, and by whom if it was a bot alone. */
export async function recordResolution(work: Work, event: RecordedEvent): Promise<void> {
  const course = await findCourse(work, event)
  if (!course) return
  const since = course.createdAt
  await recordFact(work, event, course, { kind: 'conversation_resolved', since })
  if (isOfBot(event, course)) await recordFact(work, event, course, { kind: 'conversation_bot_resolved', since })
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

function isOfBot({ actor, occurredAt }: RecordedEvent, course: Course): boolean {
  const replied = course.firstReplyAt !== null && course.firstReplyAt <= occurredAt
  return !replied && !course.lastHandoffAt && (course.botWrote || actor.kind === 'bot')
}
