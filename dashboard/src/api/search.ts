import { request } from './client.ts'
import { inAccount } from './resource.ts'
import type { ChannelType, Contact, Conversation, ConversationStatus, Message } from './wire.ts'

/** What a search is confined to; times as ISO dates. */
export interface SearchQuery {
  q: string
  from?: string
  assignee_id?: number
  inbox_id?: number
  team_id?: number
  label?: string
  status?: ConversationStatus
  unread?: boolean
  has_file?: boolean
  since?: string
  until?: string
}

interface FoundIn {
  inbox: { id: number; name: string; channel_type: ChannelType }
}

/** `highlight` is HTML in which only `<mark>` is a tag. */
export interface FoundConversation extends FoundIn, Pick<Conversation, 'id' | 'status' | 'created_at'> {
  contact: Contact
  message: Message | null
  highlight: { name?: string; email?: string; phone_number?: string; identifier?: string }
}

export interface FoundMessage extends FoundIn, Message {
  highlight: { content?: string }
}

export interface FoundContact extends Contact {
  highlight: FoundConversation['highlight']
}

export interface Found {
  conversations: FoundConversation[]
  messages: FoundMessage[]
  contacts: FoundContact[]
}

export type FoundKind = keyof Found

/** How many a page of one kind holds. */
export const FOUND_PAGE = 15

export async function searchEverything(accountId: number, query: SearchQuery, signal?: AbortSignal): Promise<Found> {
  const answer = await request<{ payload: Found }>(inAccount(accountId, '/search'), { query: { ...query }, signal })
  return answer.payload
}

export async function searchKind<Kind extends FoundKind>(
  accountId: number,
  kind: Kind,
  query: SearchQuery & { page: number },
): Promise<Found[Kind]> {
  const path = inAccount(accountId, `/search/${kind}`)
  return (await request<{ payload: Pick<Found, Kind> }>(path, { query: { ...query } })).payload[kind]
}
