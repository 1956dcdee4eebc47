import { invalid, notFound, Refusal } from '../../kernel/refusal.ts'
import { requiredName } from '../../kernel/required-name.ts'
import { webAddress } from '../../kernel/web-address.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { randomToken } from '../../platform/secrets/secrets.ts'
import { inboxIsOf } from '../inboxes/index.ts'
import { switchOn } from './endpoint-health.ts'
import { loadEndpoint } from './endpoint-store.ts'
import { subscriptionsOf } from './webhook.ts'
import { WEBHOOK_SECRET } from './webhook-secret.ts'

/** What may be said of a webhook; what is absent stays as it is. */
export interface WebhookChanges {
  name?: string | null | undefined
  url?: string | undefined
  subscriptions?: string[] | undefined
  inboxId?: number | null | undefined
}

/** Creates a webhook. Its secret is made here. */
export async function createWebhook(work: Work, input: WebhookChanges & { url: string }): Promise<number> {
  const row = await work.tx
    .insertInto('webhooks')
    .values({
      account_id: work.accountId,
      ...(await columnsOf(work, input)),
      url: webAddress('url', input.url),
      subscriptions: subscriptionsOf(input.subscriptions),
      secret_encrypted: work.secrets.encrypt(randomToken(), WEBHOOK_SECRET),
      created_at: work.now,
      updated_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch(tellTakenUrl)
  return row.id
}

/** Changes a webhook; its secret stays. */
export async function changeWebhook(work: Work, id: number, changes: WebhookChanges): Promise<void> {
  const before = changes.url === undefined ? undefined : await urlOf(work, id)
  const row = await work.tx
    .updateTable('webhooks')
    .set({ ...(await columnsOf(work, changes)), updated_at: work.now })
    .where('id', '=', id)
    .where('account_id', '=', work.accountId)
    .returning(['id', 'url'])
    .executeTakeFirst()
    .catch(tellTakenUrl)
  if (!row) throw notFound()
  // What was wrong with another address says nothing about this one.
  if (before !== undefined && before !== row.url) await switchOn(work, await loadEndpoint(work.tx, work.accountId, id))
}

async function urlOf(work: Work, id: number): Promise<string | undefined> {
  const row = await work.tx.selectFrom('webhooks').select('url').where('id', '=', id).executeTakeFirst()
  return row?.url
}

/** Removes a webhook. */
export async function removeWebhook(work: Work, id: number): Promise<void> {
  const row = await work.tx
    .deleteFrom('webhooks')
    .where('id', '=', id)
    .where('account_id', '=', work.accountId)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
}

async function columnsOf(work: Work, { name, url, subscriptions, inboxId }: WebhookChanges) {
  if (inboxId && !(await inboxIsOf(work.tx, work.accountId, inboxId))) {
    throw invalid('inbox_id', 'inbox_id must name an inbox of this account')
  }
  return {
    ...(name !== undefined && { name: name ? requiredName(name) : null }),
    ...(url !== undefined && { url: webAddress('url', url) }),
    ...(subscriptions !== undefined && { subscriptions: subscriptionsOf(subscriptions) }),
    ...(inboxId !== undefined && { inbox_id: inboxId }),
  }
}

function tellTakenUrl(error: unknown): never {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined
  if (constraint === 'webhooks_url') throw new Refusal('taken', 'Url has already been taken', 'url')
  throw error
}
