import { sql } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Endpoint } from './endpoint.ts'

const endpoint = sql`webhook_endpoints.id, webhook_endpoints.account_id as "accountId",
  case when webhook_id is not null then 'webhook' when webhook_endpoints.inbox_id is not null then 'inbox' else 'bot' end as kind,
  webhook_id as "webhookId", agent_bot_id as "botId",
  coalesce(webhooks.url, api_channels.webhook_url, agent_bots.outgoing_url) as url,
  webhooks.subscriptions, coalesce(webhooks.inbox_id, webhook_endpoints.inbox_id) as "inboxId",
  array(select agent_bot_inboxes.inbox_id from agent_bot_inboxes where status = 'active'
    and agent_bot_inboxes.agent_bot_id = webhook_endpoints.agent_bot_id
    and agent_bot_inboxes.account_id = webhook_endpoints.account_id) as "botInboxIds",
  coalesce(webhooks.secret_encrypted, api_channels.secret_encrypted, agent_bots.secret_encrypted) as "secretEncrypted",
  previous_secret_encrypted as "previousSecretEncrypted", previous_secret_until as "previousSecretUntil",
  after_position as "afterPosition", last_delivered_at as "lastDeliveredAt", failing_since as "failingSince",
  last_failure as "lastFailure", warned_at as "warnedAt", switched_off_at as "switchedOffAt",
  switched_off_reason as "switchedOffReason", switched_off_position as "switchedOffPosition"`

const withAddress = sql`webhook_endpoints
  left join webhooks on webhooks.id = webhook_id
  left join api_channels on api_channels.inbox_id = webhook_endpoints.inbox_id
  left join agent_bots on agent_bots.id = agent_bot_id`

const hasAddress = sql`coalesce(webhooks.url, api_channels.webhook_url, agent_bots.outgoing_url) is not null`

/** The addresses of an account that are told what happens now. */
export async function listActiveEndpoints(db: Reader, accountId: number): Promise<Endpoint[]> {
  const { rows } = await sql<Endpoint>`select ${endpoint} from ${withAddress}
    where webhook_endpoints.account_id = ${accountId} and switched_off_at is null and ${hasAddress}
    order by webhook_endpoints.id`.execute(db)
  return rows
}

/** Addresses by their ids; those that have been taken away are missing. */
export async function findEndpoints(db: Reader, ids: number[]): Promise<Map<number, Endpoint>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<Endpoint>`select ${endpoint} from ${withAddress}
    where webhook_endpoints.id = any(${ids}::integer[]) and ${hasAddress}`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** The address of a webhook of the account, or a refusal. */
export async function loadEndpoint(db: Reader, accountId: number, webhookId: number): Promise<Endpoint> {
  const { rows } = await sql<Endpoint>`select ${endpoint} from ${withAddress}
    where webhook_endpoints.account_id = ${accountId} and webhook_id = ${webhookId}`.execute(db)
  if (!rows[0]) throw notFound()
  return rows[0]
}

/** How the webhooks of an account do, by the ids of the webhooks. */
export async function endpointsOfWebhooks(db: Reader, accountId: number): Promise<Map<number, Endpoint>> {
  const { rows } = await sql<Endpoint>`select ${endpoint} from ${withAddress}
    where webhook_endpoints.account_id = ${accountId} and webhook_id is not null`.execute(db)
  return new Map(rows.map((row) => [row.webhookId ?? 0, row]))
}
