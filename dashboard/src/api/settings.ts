import { request } from './client.ts'
import { inAccount, resourceAt } from './resource.ts'
import type { Agent, Inbox } from './wire.ts'

// What a company keeps (contract 2.5, 2.7, 2.14, 2.22); keys that no page reads are left out.

export interface Label {
  id: number
  title: string
  description: string | null
  color: string
  show_on_sidebar: boolean
}
export type LabelInput = Omit<Label, 'id'>
export const labels = resourceAt<Label, LabelInput>('labels')

export interface Team {
  id: number
  name: string
  description: string | null
  allow_auto_assign: boolean
}
export const teams = resourceAt<Team, Omit<Team, 'id'>>('teams')

export function listTeamMembers(accountId: number, teamId: number): Promise<Agent[]> {
  return request(inAccount(accountId, `/teams/${teamId}/team_members`))
}

/** Sets the whole list of members, not a difference. */
export function setTeamMembers(accountId: number, teamId: number, userIds: number[]): Promise<unknown> {
  const body = { user_ids: userIds }
  return request(inAccount(accountId, `/teams/${teamId}/team_members`), { method: 'PATCH', body })
}

export interface CustomRole {
  id: number
  name: string
  description: string | null
  permissions: string[]
  conversation_scope: 'inbox' | 'team'
}
export const customRoles = resourceAt<CustomRole, Omit<CustomRole, 'id'>>('custom_roles')

export interface CannedReply {
  id: number
  short_code: string
  content: string
}
export const cannedReplies = resourceAt<CannedReply, Omit<CannedReply, 'id'>>('canned_responses')

export type AttributeType = 'text' | 'number' | 'currency' | 'percent' | 'link' | 'date' | 'list' | 'checkbox'
export interface AttributeDefinition {
  id: number
  attribute_display_name: string
  attribute_display_type: AttributeType
  attribute_description: string | null
  attribute_key: string
  attribute_values: string[]
  attribute_model: 'conversation_attribute' | 'contact_attribute'
  regex_pattern: string | null
  regex_cue: string | null
}
export const attributeDefinitions = resourceAt<AttributeDefinition, Partial<Omit<AttributeDefinition, 'id'>>>(
  'custom_attribute_definitions',
)

export interface DashboardApp {
  id: number
  title: string
  content: { type: 'frame'; url: string }[]
}
export const dashboardApps = resourceAt<DashboardApp, Omit<DashboardApp, 'id'>>('dashboard_apps')

export interface AgentBot {
  id: number
  name: string
  description: string | null
  thumbnail: string
  outgoing_url: string | null
  system_bot: boolean
  access_token?: string
  secret?: string
}
export const agentBots = resourceAt<AgentBot, { name: string; description: string; outgoing_url: string }>('agent_bots')

export function resetBot(accountId: number, id: number, what: 'access_token' | 'secret'): Promise<AgentBot> {
  return request(inAccount(accountId, `/agent_bots/${id}/reset_${what}`), { method: 'POST' })
}

export async function botOfInbox(accountId: number, inboxId: number): Promise<number | null> {
  const answer = await request<{ agent_bot: { id?: number } }>(inAccount(accountId, `/inboxes/${inboxId}/agent_bot`))
  return answer.agent_bot.id ?? null
}

export function setBotOfInbox(accountId: number, inboxId: number, bot: number | null): Promise<unknown> {
  const body = { agent_bot: bot }
  return request(inAccount(accountId, `/inboxes/${inboxId}/set_agent_bot`), { method: 'POST', body })
}

export interface Account {
  id: number
  name: string
  locale: string
  domain: string | null
  support_email: string | null
  settings: Record<string, unknown>
  custom_attributes: Record<string, unknown>
  features: Record<string, boolean>
}

export function showAccount(accountId: number): Promise<Account> {
  return request(inAccount(accountId))
}

export function changeAccount(accountId: number, body: Record<string, unknown>): Promise<Account> {
  return request(inAccount(accountId), { method: 'PATCH', body })
}

export interface FirstSteps {
  dismissed: boolean
  website_made: boolean
  seen_inbox_ids: number[]
  message_came: boolean
  reply_sent: boolean
  agent_invited: boolean
}

export function showFirstSteps(accountId: number): Promise<FirstSteps> {
  return request(inAccount(accountId, '/first_steps'))
}

export function dismissFirstSteps(accountId: number, dismissed: boolean): Promise<FirstSteps> {
  return request(inAccount(accountId, '/first_steps'), { method: 'PATCH', body: { dismissed } })
}

export interface WorkingDay {
  day_of_week: number
  closed_all_day: boolean
  open_all_day: boolean
  open_hour: number | null
  open_minutes: number | null
  close_hour: number | null
  close_minutes: number | null
}

export interface PreChatField {
  name: string
  type: string
  label: string
  placeholder: string
  required: boolean
  enabled: boolean
  field_type: 'standard' | 'contact_attribute' | 'conversation_attribute'
  values?: string[]
  regex_pattern?: string | null
  regex_cue?: string | null
}

/** An inbox with everything that administrators may change (contract 2.6). */
export interface FullInbox extends Inbox {
  greeting_enabled: boolean
  greeting_message: string | null
  enable_email_collect: boolean
  csat_survey_enabled: boolean
  csat_config: Record<string, unknown>
  enable_auto_assignment: boolean
  auto_assignment_config: Record<string, unknown>
  working_hours_enabled: boolean
  working_hours: WorkingDay[]
  out_of_office_message: string | null
  timezone: string
  allow_messages_after_resolved: boolean
  lock_to_single_conversation: boolean
  allowed_domains: string | null
  hmac_mandatory: boolean | null
  hmac_token?: string | null
  welcome_title: string | null
  welcome_tagline: string | null
  reply_time: string | null
  selected_feature_flags: string[] | null
  pre_chat_form_enabled?: boolean
  pre_chat_form_options?: { pre_chat_message?: string; pre_chat_fields?: PreChatField[] }
  webhook_url?: string | null
  secret?: string | null
  sender_name_type: 'friendly' | 'professional'
  business_name: string | null
}

/** What administrators see of a mailbox (contract 2.6). Passwords come in the clear; no page shows them. */
export interface MailboxInbox extends FullInbox {
  provider: 'google' | 'microsoft' | null
  reauthorization_required: boolean
  imap_enabled: boolean
  imap_login: string
  imap_password: string
  imap_address: string
  imap_port: number
  imap_enable_ssl: boolean
  smtp_enabled: boolean
  smtp_login: string
  smtp_password: string
  smtp_address: string
  smtp_port: number
  smtp_enable_starttls_auto: boolean
  smtp_enable_ssl_tls: boolean
  smtp_openssl_verify_mode: string
}

export function showInbox(accountId: number, id: number): Promise<FullInbox> {
  return request(inAccount(accountId, `/inboxes/${id}`))
}

/** A picture goes as a form, the rest as JSON. */
export function changeInbox(
  accountId: number,
  id: number,
  body: Record<string, unknown> | FormData,
): Promise<FullInbox> {
  return request(inAccount(accountId, `/inboxes/${id}`), { method: 'PATCH', body })
}

export function removeInbox(accountId: number, id: number): Promise<unknown> {
  return request(inAccount(accountId, `/inboxes/${id}`), { method: 'DELETE' })
}

export function removeInboxPicture(accountId: number, id: number): Promise<unknown> {
  return request(inAccount(accountId, `/inboxes/${id}/avatar`), { method: 'DELETE' })
}

export function resetInboxSecret(accountId: number, id: number): Promise<FullInbox> {
  return request(inAccount(accountId, `/inboxes/${id}/reset_secret`), { method: 'POST' })
}
