import { request } from './client.ts'
import type { Agent, Attachment } from './wire.ts'

const account = (accountId: number) => `/api/v1/accounts/${accountId}`
const one = (accountId: number, id: number) => `${account(accountId)}/conversations/${id}`

export function listParticipants(accountId: number, id: number): Promise<Agent[]> {
  return request(`${one(accountId, id)}/participants`)
}

/** The whole list of those who take part. */
export function setParticipants(accountId: number, id: number, userIds: readonly number[]): Promise<Agent[]> {
  return request(`${one(accountId, id)}/participants`, { method: 'PATCH', body: { user_ids: userIds } })
}

export function setMuted(accountId: number, id: number, muted: boolean): Promise<unknown> {
  return request(`${one(accountId, id)}/${muted ? 'mute' : 'unmute'}`, { method: 'POST' })
}

/** The newest hundred files of a conversation. */
export async function listFiles(accountId: number, id: number): Promise<Attachment[]> {
  return (await request<{ payload: Attachment[] }>(`${one(accountId, id)}/attachments`)).payload
}

export function setConversationAttributes(accountId: number, id: number, values: Record<string, unknown>) {
  return request(`${one(accountId, id)}/custom_attributes`, { method: 'POST', body: { custom_attributes: values } })
}
