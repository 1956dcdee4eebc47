import { sql, type RawBuilder } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import { compiled, type Given } from '../../platform/database/compiled.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Conversation } from './conversation.ts'

/** The columns of a Conversation under its names, for a query that calls the table `conversations`. */
export const conversationColumns = [
  'conversations.id',
  'conversations.account_id as accountId',
  'conversations.inbox_id as inboxId',
  'conversations.contact_id as contactId',
  'conversations.contact_inbox_id as contactInboxId',
  'conversations.number',
  'conversations.uuid',
  'conversations.status',
  'conversations.priority',
  'conversations.assignee_id as assigneeId',
  'conversations.team_id as teamId',
  'conversations.assignee_bot_id as assigneeBotId',
  'conversations.snoozed_until as snoozedUntil',
  'conversations.waiting_since as waitingSince',
  'conversations.first_reply_created_at as firstReplyCreatedAt',
  'conversations.contact_last_seen_at as contactLastSeenAt',
  'conversations.agent_last_seen_at as agentLastSeenAt',
  'conversations.assignee_last_seen_at as assigneeLastSeenAt',
  'conversations.last_activity_at as lastActivityAt',
  'conversations.last_message_id as lastMessageId',
  'conversations.unread_count as unreadCount',
  'conversations.labels',
  'conversations.additional_attributes as additionalAttributes',
  'conversations.custom_attributes as customAttributes',
  'conversations.created_at as createdAt',
  'conversations.updated_at as updatedAt',
] as const

/**
 * Locks a conversation's row until the unit of work ends. Every change takes this lock first, so that the events of one
 * conversation get their ids in the order of its changes.
 */
export async function lockConversation(work: Work, id: number): Promise<Conversation> {
  const conversation = await lockIfThere(work, id)
  if (!conversation) throw notFound()
  return conversation
}

/** The same for jobs: what they were to do may be gone, with its inbox, by the time they run. */
export async function lockIfThere(work: Work, id: number): Promise<Conversation | undefined> {
  const [row] = await selectLocked(work.tx, { id, accountId: work.accountId })
  return row as Conversation | undefined
}

const selectLocked = compiled((db, given: Given<{ id: number; accountId: number }>) =>
  db
    .selectFrom('conversations')
    .select(conversationColumns)
    .where('id', '=', given.id)
    .where('account_id', '=', given.accountId)
    .forUpdate(),
)

/** Locks the latest conversation of these sessions. */
export async function lockLatest(work: Work, contactInboxIds: number[]): Promise<Conversation | undefined> {
  if (contactInboxIds.length === 0) return undefined
  const [row] = await selectLatestLocked(work.tx, { contactInboxIds })
  return row as Conversation | undefined
}

const selectLatestLocked = compiled((db, given: Given<{ contactInboxIds: number[] }>) =>
  db
    .selectFrom('conversations')
    .select(conversationColumns)
    .where('id', '=', latestOf(given.contactInboxIds, 1))
    .forUpdate(),
)

/**
 * The ids of the latest conversations of some sessions. Looked up session by session: asked for all at once, in the order of
 * their ids, the planner may walk through every conversation of the installation. Nor may it see how many sessions there are,
 * or it plans anew each time.
 */
export function latestOf(contactInboxIds: RawBuilder<number[]>, limit: number) {
  return sql<number>`any(array(
    select latest.id from unnest((select ${contactInboxIds}::integer[])) as session (id), lateral (
      select id from conversations where contact_inbox_id = session.id order by id desc limit ${sql.lit(limit)}) as latest
    order by latest.id desc limit ${sql.lit(limit)}))`
}

/** The next conversation number of the account. */
export async function takeNumber(work: Work): Promise<number> {
  const row = await work.tx
    .updateTable('conversation_numbers')
    .set((eb) => ({ last: eb('last', '+', 1) }))
    .where('account_id', '=', work.accountId)
    .returning('last')
    .executeTakeFirstOrThrow()
  return row.last
}
