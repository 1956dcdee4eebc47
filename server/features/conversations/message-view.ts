import { sql } from 'kysely'
import { compiled, type Given } from '../../platform/database/compiled.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { filesOfMessage, type Attachment } from '../attachments/index.ts'
import type { Direction, MessageStatus } from './message.ts'
import { participantsWhoSee, type Standing } from './standing.ts'

/** Who wrote a message: a colleague, a bot, the customer, or nobody. */
export type MessageSender =
  | { kind: 'user'; id: number; name: string; displayName: string | null; email: string; avatarBlobKey: string | null }
  | { kind: 'agent_bot'; id: number; name: string; avatarBlobKey: string | null }
  | { kind: 'contact' }
  | null

/** A message with all that is shown of it. A customer's message shows the conversation's contact of today. */
export interface MessageView {
  id: number
  accountId: number
  inboxId: number
  conversationId: number
  conversationNumber: number
  direction: Direction
  contentType: string
  content: string | null
  contentAttributes: Record<string, unknown>
  additionalAttributes: Record<string, unknown>
  private: boolean
  status: MessageStatus
  sourceId: string | null
  createdAt: Date
  updatedAt: Date
  sender: MessageSender
  contact: MessageContact
  conversation: {
    assigneeId: number | null
    teamId: number | null
    participantIds: Standing['participantIds']
    unreadCount: number
    lastActivityAt: Date
    sourceId: string
    hmacVerified: boolean
  }
  attachments: Attachment[]
}

/** The customer of a message's conversation. */
export interface MessageContact {
  id: number
  name: string
  email: string | null
  phoneNumber: string | null
  identifier: string | null
  blocked: boolean
  avatarBlobKey: string | null
  additionalAttributes: Record<string, unknown>
  customAttributes: Record<string, unknown>
}

const sender = sql<MessageSender>`case messages.sender_type
  when 'user' then jsonb_build_object('kind', 'user', 'id', users.id, 'name', users.name,
    'displayName', users.display_name, 'email', users.email, 'avatarBlobKey', users.avatar_blob_key)
  when 'agent_bot' then (select jsonb_build_object('kind', 'agent_bot', 'id', agent_bots.id, 'name', agent_bots.name,
    'avatarBlobKey', agent_bots.avatar_blob_key) from agent_bots where agent_bots.id = messages.sender_id)
  when 'contact' then '{"kind": "contact"}'::jsonb end`.as('sender')

const contact =
  sql<MessageContact>`jsonb_build_object('id', contacts.id, 'name', contacts.name, 'email', contacts.email,
  'phoneNumber', contacts.phone_number, 'identifier', contacts.identifier, 'blocked', contacts.blocked,
  'avatarBlobKey', contacts.avatar_blob_key, 'additionalAttributes', contacts.additional_attributes, 'customAttributes', contacts.custom_attributes)`.as(
    'contact',
  )

/** The query of messages with all that is shown of them ; callers say which and in what order. */
export function selectMessages(db: Reader) {
  return db
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .innerJoin('contacts', 'contacts.id', 'conversations.contact_id')
    .innerJoin('contact_inboxes', 'contact_inboxes.id', 'conversations.contact_inbox_id')
    .leftJoin('users', (join) =>
      join.onRef('users.id', '=', 'messages.sender_id').on('messages.sender_type', '=', 'user'),
    )
    .select([
      'messages.id',
      'messages.account_id as accountId',
      'messages.inbox_id as inboxId',
      'messages.conversation_id as conversationId',
      'conversations.number as conversationNumber',
      'messages.direction',
      'messages.content_type as contentType',
      'messages.content',
      'messages.content_attributes as contentAttributes',
      'messages.additional_attributes as additionalAttributes',
      'messages.private',
      'messages.status',
      'messages.source_id as sourceId',
      'messages.created_at as createdAt',
      'messages.updated_at as updatedAt',
      'conversations.assignee_id as assigneeId',
      'conversations.team_id as teamId',
      'conversations.unread_count as unreadCount',
      'conversations.last_activity_at as lastActivityAt',
      'contact_inboxes.source_id as contactSourceId',
      'contact_inboxes.hmac_verified as hmacVerified',
    ])
    .select([sender, contact, filesOfMessage.as('attachments'), participantsWhoSee.as('participantIds')])
}

type MessageRow = Awaited<ReturnType<ReturnType<typeof selectMessages>['execute']>>[number]

/** The rows of selectMessages as views. */
export function toMessageViews(rows: MessageRow[]): MessageView[] {
  return rows.map((row) => {
    const { assigneeId, teamId, participantIds, unreadCount, lastActivityAt, ...rest } = row
    const { contactSourceId: sourceId, hmacVerified, ...message } = rest
    const standing = { assigneeId, teamId, participantIds }
    const conversation = { ...standing, unreadCount, lastActivityAt, sourceId, hmacVerified }
    return { ...message, conversation } as MessageView
  })
}

/** Messages by id, in no promised order. */
export async function findMessages(db: Reader, ids: number[]): Promise<MessageView[]> {
  if (ids.length === 0) return []
  return toMessageViews(await selectByIds(db, { ids }))
}

// Through a subquery the planner cannot see how many ids there are, so it keeps one plan: planning anew each time took four times
// as long as running.
const selectByIds = compiled((db, given: Given<{ ids: number[] }>) =>
  selectMessages(db).where('messages.id', '=', sql<number>`any((select ${given.ids}::bigint[])::bigint[])`),
)

const selectById = compiled((db, given: Given<{ id: number }>) =>
  selectMessages(db).where('messages.id', '=', given.id),
)

/** One message, or undefined. */
export async function findMessage(db: Reader, id: number): Promise<MessageView | undefined> {
  const [message] = toMessageViews(await selectById(db, { id }))
  return message
}
