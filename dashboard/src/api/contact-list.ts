import { request } from './client.ts'
import type { Contact, ContactPlace, Conversation } from './wire.ts'

export interface ContactPage {
  /** Of a search, `count` says how many are on this page. */
  meta: { count: number; next_cursor: string | null }
  payload: Contact[]
}

interface PageQuery {
  sort: string
  per_page: number
  cursor?: string
}

export interface NewContact {
  name: string
  email: string
  phone_number: string
  additional_attributes: { company_name?: string; city?: string }
}

export interface FirstMessage {
  inbox_id: number
  contact_id: number
  source_id: string
  message: { content: string }
}

const account = (accountId: number) => `/api/v1/accounts/${accountId}`
const base = (accountId: number) => `${account(accountId)}/contacts`

/** Those one can write to, with at least one of the labels where some are named (contract 2.8). */
export function listContacts(accountId: number, query: PageQuery & { labels?: string[] }): Promise<ContactPage> {
  return request(base(accountId), { query: { ...query } })
}

export function listActiveContacts(accountId: number, query: PageQuery): Promise<ContactPage> {
  return request(`${base(accountId)}/active`, { query: { ...query } })
}

export function findContacts(accountId: number, words: string, query: PageQuery): Promise<ContactPage> {
  return request(`${base(accountId)}/search`, { query: { ...query, q: words } })
}

export function filterContacts(accountId: number, rows: readonly object[], query: PageQuery): Promise<ContactPage> {
  return request(`${base(accountId)}/filter`, { method: 'POST', query: { ...query }, body: { payload: rows } })
}

/** The contact who has an address already. */
export async function findByDetail(
  accountId: number,
  detail: 'email' | 'phone_number',
  value: string,
): Promise<Contact | undefined> {
  const row = { attribute_key: detail, filter_operator: 'equal_to', values: [value], query_operator: null }
  return (await filterContacts(accountId, [row], { sort: 'name', per_page: 1 })).payload[0]
}

export async function addContact(accountId: number, contact: NewContact): Promise<Contact> {
  const body = { ...contact, name: contact.name || null, email: contact.email || null }
  const answer = await request<{ payload: { contact: Contact } }>(base(accountId), {
    method: 'POST',
    body: { ...body, phone_number: contact.phone_number || null },
  })
  return answer.payload.contact
}

export function deleteContact(accountId: number, id: number): Promise<unknown> {
  return request(`${base(accountId)}/${id}`, { method: 'DELETE' })
}

export async function setAvatar(accountId: number, id: number, picture: File): Promise<Contact> {
  const body = new FormData()
  body.set('avatar', picture)
  return (await request<{ payload: Contact }>(`${base(accountId)}/${id}`, { method: 'PATCH', body })).payload
}

export async function removeAvatar(accountId: number, id: number): Promise<Contact> {
  return (await request<{ payload: Contact }>(`${base(accountId)}/${id}/avatar`, { method: 'DELETE' })).payload
}

export async function listContactable(accountId: number, id: number): Promise<ContactPlace[]> {
  const path = `${base(accountId)}/${id}/contactable_inboxes`
  return (await request<{ payload: ContactPlace[] }>(path)).payload
}

export function startConversation(accountId: number, first: FirstMessage): Promise<Conversation> {
  return request(`${account(accountId)}/conversations`, { method: 'POST', body: first })
}

/** Answered when it is queued (contract 2.12). */
export function changeManyContacts(
  accountId: number,
  ids: readonly number[],
  change: { labels?: { add?: string[]; remove?: string[] }; action_name?: 'delete' },
): Promise<unknown> {
  return request(`${account(accountId)}/bulk_actions`, { method: 'POST', body: { type: 'Contact', ids, ...change } })
}
