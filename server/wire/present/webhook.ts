import type { Webhook } from '../../features/webhooks/index.ts'

/** A webhook, for administrators (contract 0.2, 2.14). */
export function webhook(one: Webhook, secret: string) {
  return {
    id: one.id,
    name: one.name,
    url: one.url,
    account_id: one.accountId,
    secret,
    subscriptions: one.subscriptions,
    ...(one.inbox && { inbox: one.inbox }),
  }
}
