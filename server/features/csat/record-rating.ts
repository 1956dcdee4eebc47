import { sql } from 'kysely'
import type { Work } from '../../platform/database/unit-of-work.ts'

/** Notes the rating that a message holds, for reports; the same message rated anew changes what was noted. */
export async function recordRating(work: Work, messageId: number): Promise<void> {
  await sql`
    insert into csat_survey_responses (account_id, inbox_id, conversation_id, message_id, assigned_agent_id, rating,
      feedback_message, created_at, updated_at)
    select messages.account_id, messages.inbox_id, messages.conversation_id, messages.id, conversations.assignee_id,
      (answer ->> 'rating')::smallint, answer ->> 'feedback_message', ${work.now}::timestamptz, ${work.now}::timestamptz
    from messages
      join conversations on conversations.id = messages.conversation_id,
      lateral (select messages.content_attributes #> '{submitted_values,csat_survey_response}' as answer) as given
    where messages.id = ${messageId} and messages.account_id = ${work.accountId}
      and messages.content_type = 'input_csat' and answer ->> 'rating' is not null
    on conflict (message_id) do update
      set rating = excluded.rating, feedback_message = excluded.feedback_message, updated_at = excluded.updated_at`.execute(
    work.tx,
  )
}
