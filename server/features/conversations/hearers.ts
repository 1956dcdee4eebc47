import { sql } from 'kysely'
import { compiled, type Given } from '../../platform/database/compiled.ts'
import type { Reader } from '../../platform/database/reader.ts'

/** A message that somebody besides its author should hear of, and those people. */
export interface Heard {
  message: { id: number; createdAt: Date; private: boolean }
  conversation: { id: number; number: number; assigneeId: number | null; assigneeLastSeenAt: Date | null }
  /** The assignee and those who take part, without the author. */
  userIds: number[]
}

/**
 * Who is to hear of a message, or undefined when it is for nobody: a line that no person wrote, the word of a blocked contact, what
 * a conversation begins with, or a conversation that nobody has.
 */
export async function hearersOf(db: Reader, messageId: number): Promise<Heard | undefined> {
  const [row] = await select(db, { messageId })
  if (!row || row.userIds.length === 0) return undefined
  const { id, createdAt, private: isPrivate, conversationId, number, userIds, ...assignee } = row
  return {
    message: { id, createdAt, private: isPrivate },
    conversation: { id: conversationId, number, ...assignee },
    userIds,
  }
}

const userIds = sql<number[]>`array(
  select hearer.id from (
    select conversations.assignee_id as id
    union select user_id from conversation_participants where conversation_id = conversations.id
  ) as hearer
  where hearer.id is distinct from case when messages.sender_type = 'user' then messages.sender_id end
    and hearer.id is not null
  order by hearer.id)`

const select = compiled((db, given: Given<{ messageId: number }>) =>
  db
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .innerJoin('contacts', 'contacts.id', 'conversations.contact_id')
    .select([
      'messages.id',
      'messages.created_at as createdAt',
      'messages.private',
      'conversations.id as conversationId',
      'conversations.number',
      'conversations.assignee_id as assigneeId',
      'conversations.assignee_last_seen_at as assigneeLastSeenAt',
      userIds.as('userIds'),
    ])
    .where('messages.id', '=', given.messageId)
    .whereRef('messages.created_at', '>', 'conversations.created_at')
    .where((eb) =>
      eb.or([
        eb.and([eb('messages.direction', '=', 'incoming'), eb('contacts.blocked', '=', false)]),
        eb.and([eb('messages.direction', '=', 'outgoing'), eb('messages.sender_type', '=', 'user')]),
      ]),
    ),
)
