import { request } from './client.ts'
import type { Contact, Conversation } from './wire.ts'

export type ContactChange = Partial<Pick<Contact, 'name' | 'email' | 'phone_number' | 'additional_attributes'>>

const base = (accountId: number) => `/api/v1/accounts/${accountId}/contacts`

export async function fetchContact(accountId: number, id: number): Promise<Contact> {
  const answer = await request<{ payload: Contact }>(`${base(accountId)}/${id}`)
  return answer.payload
}

export async function updateContact(accountId: number, id: number, change: ContactChange): Promise<Contact> {
  const answer = await request<{ payload: Contact }>(`${base(accountId)}/${id}`, { method: 'PATCH', body: change })
  return answer.payload
}

export async function listContactConversations(accountId: number, id: number): Promise<Conversation[]> {
  const answer = await request<{ payload: Conversation[] }>(`${base(accountId)}/${id}/conversations`)
  return answer.payload
}
