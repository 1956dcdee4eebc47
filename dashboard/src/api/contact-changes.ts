import { request } from './client.ts'
import type { Contact } from './wire.ts'

const contact = (accountId: number, id: number) => `/api/v1/accounts/${accountId}/contacts/${id}`

/** Merged with what is there. */
export async function setContactAttributes(accountId: number, id: number, values: object): Promise<Contact> {
  const body = { custom_attributes: values }
  return (await request<{ payload: Contact }>(contact(accountId, id), { method: 'PATCH', body })).payload
}

export async function dropContactAttribute(accountId: number, id: number, key: string): Promise<Contact> {
  const path = `${contact(accountId, id)}/destroy_custom_attributes`
  return (await request<{ payload: Contact }>(path, { method: 'POST', body: { custom_attributes: [key] } })).payload
}

export async function setContactLabels(accountId: number, id: number, labels: readonly string[]): Promise<string[]> {
  const path = `${contact(accountId, id)}/labels`
  return (await request<{ payload: string[] }>(path, { method: 'POST', body: { labels } })).payload
}

export async function setBlocked(accountId: number, id: number, blocked: boolean): Promise<Contact> {
  return (await request<{ payload: Contact }>(contact(accountId, id), { method: 'PATCH', body: { blocked } })).payload
}
