import { sql, type Expression } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import type { AgentActor, BotActor } from '../../kernel/actor.ts'
import { compiled, type Given } from '../../platform/database/compiled.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { emailChannel } from './email-channel-store.ts'
import type { Inbox } from './inbox.ts'
import { workingHours } from './working-hours-store.ts'

const columns = [
  'inboxes.id',
  'inboxes.account_id as accountId',
  'inboxes.channel_type as channelType',
  'inboxes.name',
  'inboxes.greeting_enabled as greetingEnabled',
  'inboxes.greeting_message as greetingMessage',
  'inboxes.enable_email_collect as enableEmailCollect',
  'inboxes.csat_survey_enabled as csatSurveyEnabled',
  'inboxes.csat_config as csatConfig',
  'inboxes.enable_auto_assignment as enableAutoAssignment',
  'inboxes.auto_assignment_config as autoAssignmentConfig',
  'inboxes.working_hours_enabled as workingHoursEnabled',
  'inboxes.out_of_office_message as outOfOfficeMessage',
  'inboxes.timezone',
  'inboxes.allow_messages_after_resolved as allowMessagesAfterResolved',
  'inboxes.lock_to_single_conversation as lockToSingleConversation',
  'inboxes.sender_name_type as senderNameType',
  'inboxes.business_name as businessName',
  'inboxes.avatar_blob_key as avatarBlobKey',
] as const

// A colour that nobody chose is the installation's (features/branding).
const brandColour = sql`(select coalesce(branding.widget_color, defaults ->> 'widgetColor', '#c2410c') from branding)`

const webWidget = sql`case when web_widgets.inbox_id is null then null else jsonb_build_object(
  'websiteToken', website_token, 'websiteUrl', website_url, 'widgetColor', coalesce(widget_color, ${brandColour}),
  'welcomeTitle', welcome_title, 'welcomeTagline', welcome_tagline, 'replyTime', reply_time,
  'preChatFormEnabled', pre_chat_form_enabled, 'preChatFormOptions', pre_chat_form_options,
  'continuityViaEmail', continuity_via_email, 'hmacMandatory', web_widgets.hmac_mandatory,
  'hmacTokenEncrypted', web_widgets.hmac_token_encrypted, 'allowedDomains', allowed_domains,
  'selectedFeatureFlags', selected_feature_flags, 'seen', seen_at is not null) end`.as('webWidget')

const apiChannel = sql`case when api_channels.inbox_id is null then null else jsonb_build_object(
  'identifier', identifier, 'webhookUrl', webhook_url, 'hmacMandatory', api_channels.hmac_mandatory,
  'hmacTokenEncrypted', api_channels.hmac_token_encrypted, 'secretEncrypted', secret_encrypted,
  'additionalAttributes', additional_attributes) end`.as('apiChannel')

// With the inbox, because whoever comes through it is asked first whether the account is open.
const accountStatus = sql<'active' | 'suspended'>`(
  select status from accounts where accounts.id = inboxes.account_id)`.as('accountStatus')

function selectInboxes(db: Reader) {
  return db
    .selectFrom('inboxes')
    .leftJoin('web_widgets', 'web_widgets.inbox_id', 'inboxes.id')
    .leftJoin('api_channels', 'api_channels.inbox_id', 'inboxes.id')
    .leftJoin('email_channels', 'email_channels.inbox_id', 'inboxes.id')
    .select(columns)
    .select([webWidget, apiChannel, emailChannel, workingHours, accountStatus])
}

/** The inboxes that an agent sees: their own; administrators see all. */
export async function listInboxes(db: Reader, accountId: number, actor: AgentActor): Promise<Inbox[]> {
  const rows = await selectInboxes(db)
    .where('inboxes.account_id', '=', accountId)
    .$if(actor.role === 'agent', (query) => query.where('inboxes.id', 'in', memberInboxes(db, accountId, actor.userId)))
    .orderBy('inboxes.name')
    .orderBy('inboxes.id')
    .execute()
  return rows as unknown as Inbox[]
}

/** One inbox on behalf of an agent or a bot, or a refusal that does not tell whether it exists. */
export async function loadInbox(
  db: Reader,
  accountId: number,
  actor: AgentActor | BotActor,
  id: number,
): Promise<Inbox> {
  const memberId = actor.kind === 'agent' && actor.role === 'agent' ? actor.userId : undefined
  const row = await selectInboxes(db)
    .where('inboxes.account_id', '=', accountId)
    .where('inboxes.id', '=', id)
    .$if(memberId !== undefined, (query) =>
      query.where('inboxes.id', 'in', memberInboxes(db, accountId, memberId ?? 0)),
    )
    .executeTakeFirst()
  if (!row) throw notFound()
  return row as unknown as Inbox
}

/** The ids of the inboxes a person is a member of. */
export function memberInboxes(db: Reader, accountId: number | Expression<number>, userId: number | Expression<number>) {
  return db
    .selectFrom('inbox_members')
    .select('inbox_members.inbox_id')
    .where('inbox_members.account_id', '=', accountId)
    .where('inbox_members.user_id', '=', userId)
}

/** Which of these ids are inboxes of the account. */
export async function inboxIdsIn(db: Reader, accountId: number, ids: number[]): Promise<number[]> {
  const rows = await db
    .selectFrom('inboxes')
    .select('id')
    .where('account_id', '=', accountId)
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .execute()
  return rows.map((row) => row.id)
}

/** Whether an inbox is one of the account. */
export async function inboxIsOf(db: Reader, accountId: number, id: number): Promise<boolean> {
  return (await inboxIdsIn(db, accountId, [id])).length > 0
}

/** An inbox by id whoever asks, for jobs and presenters. */
export async function findInbox(db: Reader, id: number): Promise<Inbox | undefined> {
  const row = await selectInboxes(db).where('inboxes.id', '=', id).executeTakeFirst()
  return row as unknown as Inbox | undefined
}

/** The inbox of a website token. */
export async function findInboxByWebsiteToken(db: Reader, token: string): Promise<Inbox | undefined> {
  const [row] = await selectByWebsiteToken(db, { token })
  return row as unknown as Inbox | undefined
}

const selectByWebsiteToken = compiled((db, given: Given<{ token: string }>) =>
  selectInboxes(db).where('web_widgets.website_token', '=', given.token),
)

/** The API inbox of a public identifier. */
export async function findInboxByIdentifier(db: Reader, identifier: string): Promise<Inbox | undefined> {
  const row = await selectInboxes(db).where('api_channels.identifier', '=', identifier).executeTakeFirst()
  return row as unknown as Inbox | undefined
}

/** The website tokens of those of the inboxes that have a widget, of whatever account. */
export async function websiteTokensOf(db: Reader, inboxIds: number[]): Promise<string[]> {
  if (inboxIds.length === 0) return []
  const rows = await db
    .selectFrom('web_widgets')
    .select('website_token')
    .where('inbox_id', '=', sql<number>`any(${inboxIds})`)
    .execute()
  return rows.map((row) => row.website_token)
}
