import type { RecordedEvent } from '../../kernel/event.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { findCourse, recordFact } from './record-fact.ts'

/** Records how long the customer waited for a person's reply: for the first one, or for one of the next. */
export async function recordReply(work: Work, event: RecordedEvent): Promise<void> {
  const course = await findCourse(work, event)
  if (!course) return
  const { firstReply, waitingSince } = event.data
  // What a bot did before it handed over was no waiting for a person.
  if (firstReply) {
    await recordFact(work, event, course, { kind: 'first_response', since: course.lastHandoffAt ?? course.createdAt })
  } else if (typeof waitingSince === 'string') {
    await recordFact(work, event, course, { kind: 'reply_time', since: new Date(waitingSince) })
  }
}
