import type { Secrets } from '../../platform/secrets/secrets.ts'
import { BOT_SECRET } from '../agent-bots/index.ts'
import { CHANNEL_SECRET } from '../inboxes/index.ts'
import { WEBHOOK_SECRET } from './webhook-secret.ts'

/** What an address belongs to: a webhook of the account, an API inbox, or a bot. */
export type EndpointKind = 'webhook' | 'inbox' | 'bot'

/**
 * An address that is told what happens.
 *
 *     healthy ── an attempt fails ──▶ failing ── for five days, or 410 ──▶ switched off
 *        ▲ ◀───── one arrives ───────────┘                                     │
 *        └───────────────────── somebody switches it on again ────────────────┘
 *
 * While it is switched off nothing is written for it; what waited goes on when it is on again, and a replay brings the rest.
 */
export interface Endpoint {
  id: number
  accountId: number
  kind: EndpointKind
  webhookId: number | null
  botId: number | null
  url: string
  /** Of a webhook; the others are told what their kind is told. */
  subscriptions: string[] | null
  /** Only of this inbox; null: of all. */
  inboxId: number | null
  /** Where a bot answers. */
  botInboxIds: number[]
  secretEncrypted: string
  previousSecretEncrypted: string | null
  previousSecretUntil: Date | null
  afterPosition: number
  lastDeliveredAt: Date | null
  failingSince: Date | null
  lastFailure: string | null
  warnedAt: Date | null
  switchedOffAt: Date | null
  switchedOffReason: 'gone' | 'failing' | null
  switchedOffPosition: number | null
}

const PURPOSES: Record<EndpointKind, string> = { webhook: WEBHOOK_SECRET, inbox: CHANNEL_SECRET, bot: BOT_SECRET }

/** The secrets that sign what an address is sent now, the newest first: a changed one leaves receivers time to follow. */
export function secretsOf(secrets: Secrets, endpoint: Endpoint, now: Date): string[] {
  const purpose = PURPOSES[endpoint.kind]
  const { previousSecretEncrypted: previous, previousSecretUntil: until } = endpoint
  const current = secrets.decrypt(endpoint.secretEncrypted, purpose)
  return previous !== null && until !== null && until > now ? [current, secrets.decrypt(previous, purpose)] : [current]
}
