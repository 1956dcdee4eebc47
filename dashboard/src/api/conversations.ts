import { request } from './client.ts'
import type { Conversation, ConversationCounts, ConversationPage, ConversationStatus, Priority } from './wire.ts'

export interface ListQuery {
  assignee_type: 'me' | 'unassigned' | 'all'
  status: ConversationStatus | 'all'
  inbox_id?: number
  team_id?: number
  labels?: string[]
  conversation_type?: 'mention' | 'participating' | 'unattended'
  sort_by?: string
  cursor?: string
  per_page?: number
}

const base = (accountId: number) => `/api/v1/accounts/${accountId}/conversations`

export function listConversations(
  accountId: number,
  query: ListQuery,
  signal?: AbortSignal,
): Promise<ConversationPage> {
  return request(base(accountId), { query: { ...query }, signal })
}

export async function countConversations(accountId: number, query: ListQuery): Promise<ConversationCounts> {
  const answer = await request<{ meta: ConversationCounts }>(`${base(accountId)}/meta`, { query: { ...query } })
  return answer.meta
}

export interface UnreadCounts {
  all_count: number
  /** By id or title; what has nothing unread is absent. */
  inboxes: Record<string, number>
  labels: Record<string, number>
  teams: Record<string, number>
}

export async function countUnread(accountId: number): Promise<UnreadCounts> {
  return (await request<{ payload: UnreadCounts }>(`${base(accountId)}/unread_counts`)).payload
}

export function fetchConversation(accountId: number, id: number): Promise<Conversation> {
  return request(`${base(accountId)}/${id}`)
}

export function toggleStatus(accountId: number, id: number, status: ConversationStatus, snoozedUntil?: number) {
  const body = { status, ...(snoozedUntil === undefined ? {} : { snoozed_until: snoozedUntil }) }
  return request(`${base(accountId)}/${id}/toggle_status`, { method: 'POST', body })
}

export function togglePriority(accountId: number, id: number, priority: Priority | null) {
  return request(`${base(accountId)}/${id}/toggle_priority`, { method: 'POST', body: { priority } })
}

/** `assigneeId` 0 takes the conversation away from everybody (contract §2.9). */
export function assign(accountId: number, id: number, assigneeId: number) {
  return request(`${base(accountId)}/${id}/assignments`, { method: 'POST', body: { assignee_id: assigneeId } })
}

/** `teamId` 0 takes the conversation from its team. */
export function assignToTeam(accountId: number, id: number, teamId: number) {
  return request(`${base(accountId)}/${id}/assignments`, { method: 'POST', body: { team_id: teamId } })
}

/** The whole list, not a difference. */
export function setLabels(accountId: number, id: number, labels: string[]) {
  return request(`${base(accountId)}/${id}/labels`, { method: 'POST', body: { labels } })
}

export function updateLastSeen(accountId: number, id: number): Promise<Conversation> {
  return request(`${base(accountId)}/${id}/update_last_seen`, { method: 'POST' })
}

export function markUnread(accountId: number, id: number): Promise<Conversation> {
  return request(`${base(accountId)}/${id}/unread`, { method: 'POST' })
}

export function toggleTyping(accountId: number, id: number, status: 'on' | 'off', isPrivate: boolean) {
  const body = { typing_status: status, is_private: isPrivate }
  return request(`${base(accountId)}/${id}/toggle_typing_status`, { method: 'POST', body, timeoutMs: 5000 })
}
