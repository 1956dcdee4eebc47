import { sql } from 'kysely'
import type { RecordedEvent } from '../../kernel/event.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { openSeconds, type WorkingHours } from '../inboxes/index.ts'
import type { FactKind } from './fact.ts'

/** A conversation as it was when something happened in it, as far as that does not change afterwards. */
export interface Course {
  id: number
  inboxId: number
  createdAt: Date
  firstReplyAt: Date | null
  /** Before this event. */
  lastHandoffAt: Date | null
  lastResolvedAt: Date | null
  workingHoursEnabled: boolean
  timezone: string
  workingHours: WorkingHours[]
}

/**
 * What came before an event in its conversation, from the log and from what is set once: reactions run late and in any order, and
 * the answer must be the same. Undefined when the conversation is gone.
 */
export async function findCourse(work: Work, event: RecordedEvent): Promise<Course | undefined> {
  const before = (condition: ReturnType<typeof sql>) => sql`(
    select max(occurred_at) from events
    where events.conversation_id = conversations.id and events.id < ${event.id}
      and events.type in ('conversation.status_changed', 'conversation.bot_handoff') and ${condition})`
  const { rows } = await sql<Course>`
    select conversations.id, conversations.inbox_id as "inboxId", conversations.created_at as "createdAt",
      first_reply_created_at as "firstReplyAt", working_hours_enabled as "workingHoursEnabled", timezone,
      ${before(sql`type = 'conversation.bot_handoff'`)} as "lastHandoffAt",
      ${before(sql`type = 'conversation.status_changed' and data ->> 'to' = 'resolved'`)} as "lastResolvedAt",
      (select coalesce(jsonb_agg(jsonb_build_object('dayOfWeek', day_of_week, 'closedAllDay', closed_all_day,
        'openAllDay', open_all_day, 'openHour', open_hour, 'openMinutes', open_minutes,
        'closeHour', close_hour, 'closeMinutes', close_minutes)), '[]')
        from working_hours where working_hours.inbox_id = inboxes.id) as "workingHours"
    from conversations join inboxes on inboxes.id = conversations.inbox_id
    where conversations.id = ${event.conversationId ?? 0} and conversations.account_id = ${work.accountId}`.execute(
    work.tx,
  )
  return rows[0]
}

/** Records a fact that lasted from a moment to the event. The same event records it once, however often it is told. */
export async function recordFact(
  work: Work,
  event: RecordedEvent,
  course: Course,
  { kind, since }: { kind: FactKind; since: Date },
): Promise<void> {
  const until = event.occurredAt
  const value = Math.max(0, Math.round((until.getTime() - since.getTime()) / 1000))
  await work.tx
    .insertInto('report_facts')
    .values({
      event_id: event.id,
      kind,
      account_id: work.accountId,
      conversation_id: course.id,
      inbox_id: course.inboxId,
      assignee_id: idIn(event, 'assigneeId'),
      team_id: idIn(event, 'teamId'),
      value,
      // An inbox without working hours is always open.
      value_in_business_hours: course.workingHoursEnabled
        ? openSeconds(course.workingHours, course.timezone, since, until)
        : value,
      started_at: since,
      ended_at: until,
    })
    .onConflict((conflict) => conflict.columns(['event_id', 'kind']).doNothing())
    .execute()
}

// Events of before reports were kept do not tell.
function idIn({ data }: RecordedEvent, key: string): number | null {
  const id = data[key]
  return typeof id === 'number' ? id : null
}
