import type { Arrangement } from './arrangement.ts'
/** The wire objects this dashboard reads (contract §2.2–2.11, appendix A); keys it never reads are left out. */

export type ConversationStatus = 'open' | 'pending' | 'snoozed' | 'resolved'
export type Priority = 'low' | 'medium' | 'high' | 'urgent'
export type Availability = 'online' | 'busy' | 'offline'
export type Role = 'administrator' | 'agent'
export type ChannelType = 'Channel::WebWidget' | 'Channel::Api' | 'Channel::Email' | (string & {})

export interface Membership {
  id: number
  name: string
  role: Role
  status: string
  availability: Availability
  /** The role, or what a custom role allows. */
  permissions?: string[]
}

export interface User {
  id: number
  account_id: number
  name: string
  available_name: string
  email: string
  avatar_url: string
  pubsub_token: string
  /** What it says besides; only the pages about oneself read it. */
  display_name?: string | null
  message_signature?: string | null
  access_token?: string
  /** What clients keep for this person, of which these are ours. */
  ui_settings?: { arrangement?: Arrangement; locale?: string; signature_inboxes?: number[] }
  accounts: Membership[]
}

export interface Agent {
  id: number
  name: string
  available_name: string
  email: string
  role: Role
  availability_status: Availability
  thumbnail: string
  confirmed: boolean
  custom_role_id?: number
}

export interface Assignee {
  id: number
  name: string
  available_name?: string
  thumbnail?: string
  avatar_url?: string
}

export interface Contact {
  id: number
  name: string | null
  email: string | null
  phone_number: string | null
  identifier: string | null
  thumbnail: string | null
  blocked?: boolean
  availability_status?: string
  additional_attributes: Record<string, unknown>
  custom_attributes: Record<string, unknown>
  last_activity_at?: number | null
  created_at?: number | null
  labels?: string[]
  contact_inboxes?: ContactPlace[]
}

/** Where a contact can be written to, or has written from. */
export interface ContactPlace {
  source_id: string
  inbox: Pick<Inbox, 'id' | 'name' | 'channel_type'>
}

export interface Attachment {
  id: number
  message_id: number
  file_type: 'image' | 'audio' | 'video' | 'file' | (string & {})
  extension: string | null
  content_type?: string
  /** What the text of a mail calls an inline picture by. */
  content_id?: string
  /** The name that the sender's file had. */
  file_name?: string
  data_url: string
  thumb_url: string
  file_size: number
  width: number | null
  height: number | null
}

interface Sender {
  id: number
  name: string | null
  available_name?: string
  avatar_url?: string
  thumbnail?: string | null
  type: 'user' | 'contact' | 'agent_bot' | (string & {})
}

export type MessageStatus = 'sent' | 'delivered' | 'read' | 'failed' | 'progress'

/** `message_type`: 0 incoming, 1 outgoing, 2 activity, 3 template (contract §8.3). */
export interface Message {
  id: number
  content: string | null
  inbox_id: number
  conversation_id: number
  message_type: 0 | 1 | 2 | 3
  content_type: string
  content_attributes: Record<string, unknown>
  status: MessageStatus
  created_at: number
  updated_at?: string | number
  private: boolean
  echo_id?: string | null
  sender?: Sender | null
  attachments?: Attachment[]
}

/** A message as the socket pushes it: the row plus a little of its conversation (contract §2.11). */
export interface PushedMessage extends Message {
  account_id: number
  conversation?: { assignee_id: number | null; unread_count: number; last_activity_at: number }
}

export interface Conversation {
  id: number
  account_id: number
  inbox_id: number
  uuid?: string
  status: ConversationStatus
  priority: Priority | null
  meta: {
    sender: Contact
    channel: ChannelType
    assignee?: Assignee | null
    /** Ids of agents and of bots may be the same. */
    assignee_type?: 'User' | 'AgentBot' | undefined
    team?: Pick<Team, 'id' | 'name'> | null
    hmac_verified?: boolean
  }
  messages: Message[]
  last_non_activity_message?: Message | null
  additional_attributes: Record<string, unknown>
  custom_attributes: Record<string, unknown>
  labels: string[]
  can_reply: boolean
  muted?: boolean
  unread_count: number
  snoozed_until: string | number | null
  contact_last_seen_at: number
  agent_last_seen_at: number
  last_activity_at: number
  waiting_since: number
  created_at: number
  updated_at: number
  timestamp: number
  /** Zero, or null in frames, while nobody has answered. */
  first_reply_created_at?: string | number | null
}

export interface Label {
  id: number
  title: string
  description: string | null
  color: string
  show_on_sidebar: boolean
}

export interface Team {
  id: number
  name: string
  description: string | null
  allow_auto_assign: boolean
  is_member: boolean
}

export interface ConversationCounts {
  mine_count: number
  assigned_count: number
  unassigned_count: number
  all_count: number
}

export interface ConversationPage {
  data: { meta: ConversationCounts & { next_cursor?: string | null }; payload: Conversation[] }
}

export interface Inbox {
  id: number
  name: string
  avatar_url: string | null
  channel_type: ChannelType
  website_url?: string | null
  website_token?: string | null
  web_widget_script?: string | null
  inbox_identifier?: string | null
  widget_color?: string | null
  /** Of e-mail inboxes: the mailbox, and where its mail may be forwarded to. */
  email?: string
  forward_to_email?: string | null
}

export interface BrowserSession {
  id: number
  browser_name: string | null
  browser_version: string | null
  device_name: string | null
  platform_name: string | null
  platform_version: string | null
  ip_address: string | null
  city: string | null
  country: string | null
  last_activity_at: string | number | null
  created_at: string | number | null
  current?: boolean
}
