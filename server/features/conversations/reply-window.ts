import { sql } from 'kysely'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Conversation } from './conversation.ts'

/**
 * Until when the company may write, in a query over `conversations`: so many hours after the customer's last message, where an API
 * inbox says so (contract 2.23); null where it may always. Who has not written yet cannot be written to.
 */
export const replyUntil = sql<Date | null>`(
  select coalesce((select messages.created_at from messages
      where messages.conversation_id = conversations.id and messages.direction = 'incoming'
      order by messages.id desc limit 1), to_timestamp(0))
    + make_interval(hours => (api_channels.additional_attributes ->> 'agent_reply_time_window')::integer)
  from api_channels where api_channels.inbox_id = conversations.inbox_id
    and jsonb_typeof(api_channels.additional_attributes -> 'agent_reply_time_window') = 'number')`

/** Whether the company may write at a moment. */
export function isWithinWindow(until: Date | null, now: Date): boolean {
  return until === null || now < until
}

/** Whether the company may write into a conversation now. */
export async function mayReply(work: Work, conversation: Conversation): Promise<boolean> {
  const row = await work.tx
    .selectFrom('conversations')
    .select(replyUntil.as('until'))
    .where('id', '=', conversation.id)
    .executeTakeFirstOrThrow()
  return isWithinWindow(row.until, work.now)
}
