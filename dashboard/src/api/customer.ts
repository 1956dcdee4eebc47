import { request } from './client.ts'
import type { Attachment, Contact } from './wire.ts'

/** What an account wants to know about its customers or conversations. */
export interface AttributeDefinition {
  id: number
  attribute_display_name: string
  attribute_display_type: 'text' | 'number' | 'currency' | 'percent' | 'link' | 'date' | 'list' | 'checkbox'
  attribute_key: string
  attribute_values: string[]
  attribute_model: 'conversation_attribute' | 'contact_attribute' | 'company_attribute'
  attribute_description: string | null
  regex_pattern: string | null
  regex_cue: string | null
}

export interface ContactNote {
  id: number
  content: string
  user: { id: number; name: string; available_name?: string; thumbnail?: string } | null
  created_at: number
}

export interface ContactFile extends Attachment {
  conversation_id: number
  created_at: number
}

export interface DashboardApp {
  id: number
  title: string
  content: { type: string; url: string }[]
}

const account = (accountId: number) => `/api/v1/accounts/${accountId}`
const contact = (accountId: number, id: number) => `${account(accountId)}/contacts/${id}`

export function listAttributeDefinitions(accountId: number): Promise<AttributeDefinition[]> {
  return request(`${account(accountId)}/custom_attribute_definitions`)
}

export function listNotes(accountId: number, id: number): Promise<ContactNote[]> {
  return request(`${contact(accountId, id)}/notes`)
}

export function addNote(accountId: number, id: number, content: string): Promise<ContactNote> {
  return request(`${contact(accountId, id)}/notes`, { method: 'POST', body: { content } })
}

export function changeNote(accountId: number, id: number, noteId: number, content: string): Promise<ContactNote> {
  return request(`${contact(accountId, id)}/notes/${noteId}`, { method: 'PATCH', body: { content } })
}

/** `isLeaving` lets the request outlive the page. */
export function deleteNote(accountId: number, id: number, noteId: number, isLeaving: boolean): Promise<unknown> {
  return request(`${contact(accountId, id)}/notes/${noteId}`, { method: 'DELETE', keepalive: isLeaving })
}

export async function listContactLabels(accountId: number, id: number): Promise<string[]> {
  return (await request<{ payload: string[] }>(`${contact(accountId, id)}/labels`)).payload
}

export async function listContactFiles(accountId: number, id: number): Promise<ContactFile[]> {
  return (await request<{ payload: ContactFile[] }>(`${contact(accountId, id)}/attachments`)).payload
}

export async function searchContacts(accountId: number, words: string): Promise<Contact[]> {
  const query = { q: words }
  return (await request<{ payload: Contact[] }>(`${account(accountId)}/contacts/search`, { query })).payload
}

/** The first stays, the second becomes part of it (contract 2.8). */
export function mergeContacts(accountId: number, baseId: number, mergeeId: number): Promise<Contact> {
  const body = { base_contact_id: baseId, mergee_contact_id: mergeeId }
  return request(`${account(accountId)}/actions/contact_merge`, { method: 'POST', body })
}

export function listDashboardApps(accountId: number): Promise<DashboardApp[]> {
  return request(`${account(accountId)}/dashboard_apps`)
}
