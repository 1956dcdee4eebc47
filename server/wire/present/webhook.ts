import { standardSecret, type Backlog, type Endpoint, type Webhook } from '../../features/webhooks/index.ts'
import { iso } from './shown.ts'

/** How a webhook does, and what waits. */
export interface WebhookHealth {
  endpoint: Endpoint
  backlog: Backlog
}

/** A webhook, for administrators (contract 0.2, 2.14). Ours: the secret as libraries want it, and how it does. */
export function webhook(one: Webhook, secret: string, health: WebhookHealth) {
  return {
    id: one.id,
    name: one.name,
    url: one.url,
    account_id: one.accountId,
    secret,
    subscriptions: one.subscriptions,
    ...(one.inbox && { inbox: one.inbox }),
    signing_secret: standardSecret(secret),
    health: healthOf(health),
  }
}

function healthOf({ endpoint, backlog }: WebhookHealth) {
  const { switchedOffAt, failingSince } = endpoint
  return {
    state: switchedOffAt ? 'off' : failingSince ? 'failing' : 'healthy',
    last_delivered_at: iso(endpoint.lastDeliveredAt),
    failing_since: iso(failingSince),
    last_failure: endpoint.lastFailure,
    switched_off_at: iso(switchedOffAt),
    switched_off_reason: endpoint.switchedOffReason,
    waiting: backlog.waiting,
    failed: backlog.failed,
  }
}
