import { request } from './client.ts'
import type { Agent, Inbox } from './wire.ts'

export type NewInbox =
  | { name: string; channel: { type: 'web_widget'; website_url: string; widget_color: string; welcome_title: string } }
  | { name: string; channel: { type: 'api'; webhook_url?: string } }
  | { name: string; channel: { type: 'email'; email: string } }

const account = (accountId: number) => `/api/v1/accounts/${accountId}`

export async function listInboxes(accountId: number): Promise<Inbox[]> {
  const answer = await request<{ payload: Inbox[] }>(`${account(accountId)}/inboxes`)
  return answer.payload
}

export function createInbox(accountId: number, inbox: NewInbox): Promise<Inbox> {
  return request(`${account(accountId)}/inboxes`, { method: 'POST', body: inbox })
}

export async function listInboxMembers(accountId: number, inboxId: number): Promise<Agent[]> {
  const answer = await request<{ payload: Agent[] }>(`${account(accountId)}/inbox_members/${inboxId}`)
  return answer.payload
}

/** Sets the whole list of members, not a difference. */
export async function setInboxMembers(accountId: number, inboxId: number, userIds: number[]): Promise<Agent[]> {
  const body = { inbox_id: inboxId, user_ids: userIds }
  const answer = await request<{ payload: Agent[] }>(`${account(accountId)}/inbox_members`, { method: 'PATCH', body })
  return answer.payload
}
