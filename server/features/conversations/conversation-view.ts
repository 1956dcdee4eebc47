import { sql } from 'kysely'
import { compiled, type Given } from '../../platform/database/compiled.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Bot } from '../agent-bots/index.ts'
import type { ChannelType } from '../inboxes/index.ts'
import type { Agent } from '../people/index.ts'
import type { Team } from '../teams/index.ts'
import { conversationColumns } from './conversation-store.ts'
import type { Conversation } from './conversation.ts'
import { replyUntil } from './reply-window.ts'
import { participantsWhoSee, type Standing } from './standing.ts'
import { findMessages, type MessageContact, type MessageView } from './message-view.ts'

/** The team of a conversation, and who is in it. */
export type ShownTeam = Pick<Team, 'id' | 'accountId' | 'name' | 'description' | 'allowAutoAssign'> & {
  memberIds: number[]
}

/** A conversation with all that a list, a thread header or a frame shows of it. */
export interface ConversationView extends Conversation {
  channelType: ChannelType
  sourceId: string
  hmacVerified: boolean
  contact: MessageContact & { lastActivityAt: Date | null; createdAt: Date }
  assignee: Agent | null
  team: ShownTeam | null
  participantIds: Standing['participantIds']
  /** Shown when no agent has the conversation. */
  assigneeBot: Bot | null
  lastMessage: MessageView | null
  /** Until when the company may write; null where it may always. */
  replyUntil: Date | null
}

const assignee = sql<Agent | null>`case when users.id is null then null else jsonb_build_object(
  'id', users.id, 'accountId', conversations.account_id, 'name', users.name, 'displayName', users.display_name,
  'email', users.email, 'avatarBlobKey', users.avatar_blob_key, 'confirmedAt', users.confirmed_at,
  'customAttributes', users.custom_attributes, 'role', coalesce(member.role, 'agent'),
  'customRoleId', member.custom_role_id,
  'availability', coalesce(member.availability, 'offline'), 'autoOffline', coalesce(member.auto_offline, true)) end`

const team = sql<ShownTeam | null>`case when teams.id is null then null else jsonb_build_object(
  'id', teams.id, 'accountId', teams.account_id, 'name', teams.name, 'description', teams.description,
  'allowAutoAssign', teams.allow_auto_assign, 'memberIds', to_jsonb(array(
    select team_members.user_id from team_members where team_members.team_id = teams.id))) end`
const assigneeBot = sql<Bot | null>`(select jsonb_build_object('id', agent_bots.id, 'accountId', agent_bots.account_id,
  'name', agent_bots.name, 'description', agent_bots.description, 'outgoingUrl', agent_bots.outgoing_url,
  'botType', agent_bots.bot_type, 'botConfig', agent_bots.bot_config, 'avatarBlobKey', agent_bots.avatar_blob_key)
  from agent_bots where agent_bots.id = conversations.assignee_bot_id)`

/** The query of conversations with all that is shown but the last message; callers say which. */
function selectConversations(db: Reader) {
  return db
    .selectFrom('conversations')
    .innerJoin('contacts', 'contacts.id', 'conversations.contact_id')
    .innerJoin('contact_inboxes', 'contact_inboxes.id', 'conversations.contact_inbox_id')
    .innerJoin('inboxes', 'inboxes.id', 'conversations.inbox_id')
    .leftJoin('users', 'users.id', 'conversations.assignee_id')
    .leftJoin('account_users as member', (join) =>
      join
        .onRef('member.user_id', '=', 'conversations.assignee_id')
        .onRef('member.account_id', '=', 'conversations.account_id'),
    )
    .leftJoin('teams', 'teams.id', 'conversations.team_id')
    .select(conversationColumns)
    .select([
      'inboxes.channel_type as channelType',
      'contact_inboxes.source_id as sourceId',
      'contact_inboxes.hmac_verified as hmacVerified',
      'contacts.name as contactName',
      'contacts.email as contactEmail',
      'contacts.phone_number as contactPhone',
      'contacts.identifier as contactIdentifier',
      'contacts.blocked as contactBlocked',
      'contacts.avatar_blob_key as contactAvatar',
      'contacts.additional_attributes as contactAdditional',
      'contacts.custom_attributes as contactCustom',
      'contacts.last_activity_at as contactLastActivity',
      'contacts.created_at as contactCreated',
    ])
    .select([assignee.as('assignee'), team.as('team'), assigneeBot.as('assigneeBot'), replyUntil.as('replyUntil')])
    .select(participantsWhoSee.as('participantIds'))
}

type Row = Awaited<ReturnType<ReturnType<typeof selectConversations>['execute']>>[number]

/** Adds the last messages to rows of selectConversations. */
async function toConversationViews(db: Reader, rows: Row[]): Promise<ConversationView[]> {
  const ids = rows.flatMap((row) => (row.lastMessageId === null ? [] : [row.lastMessageId]))
  const messages = new Map((await findMessages(db, ids)).map((message) => [message.id, message]))
  return rows.map((row) => ({
    ...(row as unknown as Conversation),
    channelType: row.channelType as ChannelType,
    sourceId: row.sourceId,
    hmacVerified: row.hmacVerified,
    contact: {
      id: row.contactId,
      name: row.contactName,
      email: row.contactEmail,
      phoneNumber: row.contactPhone,
      identifier: row.contactIdentifier,
      blocked: row.contactBlocked,
      avatarBlobKey: row.contactAvatar,
      additionalAttributes: row.contactAdditional as Record<string, unknown>,
      customAttributes: row.contactCustom as Record<string, unknown>,
      lastActivityAt: row.contactLastActivity,
      createdAt: row.contactCreated,
    },
    assignee: row.assignee,
    team: row.team,
    participantIds: row.participantIds,
    assigneeBot: row.assignee ? null : row.assigneeBot,
    replyUntil: row.replyUntil,
    lastMessage: (row.lastMessageId !== null && messages.get(row.lastMessageId)) || null,
  }))
}

/** Conversations with all that is shown of them, by their row ids, in no promised order. */
export async function viewConversations(db: Reader, ids: number[]): Promise<ConversationView[]> {
  if (ids.length === 0) return []
  return toConversationViews(db, await selectByIds(db, { ids }))
}

// As in message-view: a list whose length the planner cannot see keeps one plan, and six tables take longer to plan than to read.
const selectByIds = compiled((db, given: Given<{ ids: number[] }>) =>
  selectConversations(db).where('conversations.id', '=', sql<number>`any((select ${given.ids}::integer[])::integer[])`),
)

/** Views in the order of these ids; what has gone in between is left out. */
export function inOrderOf(ids: number[], views: ConversationView[]): ConversationView[] {
  const byId = new Map(views.map((view) => [view.id, view]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** One conversation with all that is shown of it, by its row id. */
export async function viewConversation(db: Reader, id: number): Promise<ConversationView | undefined> {
  const [view] = await viewConversations(db, [id])
  return view
}
