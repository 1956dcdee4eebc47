import { request } from './client.ts'
import type { User } from './wire.ts'

export interface CannedReply {
  id: number
  short_code: string
  content: string
}

/** What one has begun to write; the note is ours beside the contract's message. */
export interface ServerDraft {
  message: string
  note: string
}

const account = (accountId: number) => `/api/v1/accounts/${accountId}`
const draftPath = (accountId: number, conversationId: number) =>
  `${account(accountId)}/conversations/${conversationId}/draft_messages`

export function listCannedReplies(accountId: number): Promise<CannedReply[]> {
  return request(`${account(accountId)}/canned_responses`)
}

export async function fetchDraft(accountId: number, conversationId: number): Promise<ServerDraft> {
  const answer = await request<Partial<ServerDraft>>(draftPath(accountId, conversationId))
  return { message: answer.message ?? '', note: answer.note ?? '' }
}

/** Two empty texts are no draft. */
export function saveDraft(accountId: number, conversationId: number, draft: ServerDraft): Promise<unknown> {
  return request(draftPath(accountId, conversationId), { method: 'PUT', body: { draft_message: draft } })
}

/** A signature, and which inboxes it is used in, belong to the person. */
export function saveSignature(profile: { message_signature?: string; ui_settings?: object }): Promise<User> {
  return request('/api/v1/profile', { method: 'PUT', body: { profile } })
}
