import { request } from './client.ts'
import { inAccount } from './resource.ts'
import type { Resource } from './resource.ts'

// Other programs that are told what happens (contract 2.14), and how that goes.

export interface WebhookHealth {
  state: 'healthy' | 'failing' | 'off'
  last_delivered_at: string | null
  failing_since: string | null
  last_failure: string | null
  switched_off_at: string | null
  switched_off_reason: 'gone' | 'failing' | null
  /** Counted up to a thousand, as are the failed ones. */
  waiting: number
  failed: number
}

export interface Webhook {
  id: number
  name: string | null
  url: string
  subscriptions: string[]
  inbox?: { id: number; name: string }
  secret: string
  signing_secret: string
  health: WebhookHealth
}

export interface WebhookInput {
  name: string
  url: string
  subscriptions: string[]
  inbox_id: number | null
}

interface Reply {
  payload: { webhook: Webhook }
}

const at = (accountId: number, path = '') => inAccount(accountId, `/webhooks${path}`)

async function one(address: string, options: Parameters<typeof request>[1]): Promise<Webhook> {
  return (await request<Reply>(address, options)).payload.webhook
}

export const webhooks: Resource<Webhook, WebhookInput> = {
  list: async (accountId) => (await request<{ payload: { webhooks: Webhook[] } }>(at(accountId))).payload.webhooks,
  add: (accountId, body) => one(at(accountId), { method: 'POST', body }),
  change: (accountId, id, body) => one(at(accountId, `/${id}`), { method: 'PATCH', body }),
  remove: (accountId, id) => request(at(accountId, `/${id}`), { method: 'DELETE' }),
}

export function switchOnWebhook(accountId: number, id: number): Promise<Webhook> {
  return one(at(accountId, `/${id}/switch_on`), { method: 'POST' })
}

export function resetWebhookSecret(accountId: number, id: number): Promise<Webhook> {
  return one(at(accountId, `/${id}/reset_secret`), { method: 'POST' })
}

export type DeliveryState = 'waiting' | 'delivered' | 'failed'

export interface Delivery {
  id: number
  delivery_id: string
  event: string
  state: DeliveryState
  attempts: number
  status: number | null
  error: string | null
  conversation_id: number | null
  replay_id: number | null
  created_at: string
  settled_at: string | null
  next_attempt_at: string | null
}

export interface DeliveryAttempt {
  number: number
  outcome: 'delivered' | 'failed' | 'lost' | null
  started_at: string
  duration_ms: number | null
  request: { url: string | null; headers: Record<string, string> }
  status: number | null
  response_headers: Record<string, string> | null
  response_body: string | null
  error: string | null
}

export interface DeliveryWithAttempts extends Delivery {
  body: string
  body_cut: boolean
  log: DeliveryAttempt[]
}

export interface DeliveryPage {
  payload: Delivery[]
  meta: { next_cursor: string | null }
}

export function listDeliveries(
  accountId: number,
  id: number,
  selection: { state?: DeliveryState; cursor?: string },
): Promise<DeliveryPage> {
  const query = new URLSearchParams(selection).toString()
  return request(at(accountId, `/${id}/deliveries${query ? `?${query}` : ''}`))
}

export function showDelivery(accountId: number, id: number, delivery: number): Promise<DeliveryWithAttempts> {
  return request(at(accountId, `/${id}/deliveries/${delivery}`))
}

export function resendDelivery(accountId: number, id: number, delivery: number): Promise<DeliveryWithAttempts> {
  return request(at(accountId, `/${id}/deliveries/${delivery}/resend`), { method: 'POST' })
}

export function testWebhook(accountId: number, id: number): Promise<DeliveryWithAttempts> {
  return request(at(accountId, `/${id}/test`), { method: 'POST' })
}

export interface Replay {
  id: number
  from: string
  until: string
  only_missed: boolean
  created_at: string
  state: 'reading' | 'sending' | 'done'
  events: number
  read: number
  waiting: number
  delivered: number
  failed: number
}

export async function listReplays(accountId: number, id: number): Promise<Replay[]> {
  return (await request<{ payload: Replay[] }>(at(accountId, `/${id}/replays`))).payload
}

export async function startReplay(
  accountId: number,
  id: number,
  body: { from: string; until?: string; only_missed: boolean },
): Promise<Replay[]> {
  return (await request<{ payload: Replay[] }>(at(accountId, `/${id}/replays`), { method: 'POST', body })).payload
}
