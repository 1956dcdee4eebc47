import { sql } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Webhook } from './webhook.ts'

/** The webhooks of an account, oldest first. */
export async function listWebhooks(db: Reader, accountId: number): Promise<Webhook[]> {
  const rows = await selectWebhooks(db, accountId).orderBy('webhooks.id').execute()
  return rows
}

/** One webhook of the account, or a refusal. */
export async function loadWebhook(db: Reader, accountId: number, id: number): Promise<Webhook> {
  const row = await selectWebhooks(db, accountId).where('webhooks.id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

/** Whether an account has any webhook. */
export async function hasWebhooks(db: Reader, accountId: number): Promise<boolean> {
  const row = await db
    .selectFrom('webhooks')
    .select('id')
    .where('account_id', '=', accountId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

function selectWebhooks(db: Reader, accountId: number) {
  return db
    .selectFrom('webhooks')
    .leftJoin('inboxes', 'inboxes.id', 'webhooks.inbox_id')
    .select([
      'webhooks.id',
      'webhooks.account_id as accountId',
      'webhooks.name',
      'webhooks.url',
      'webhooks.subscriptions',
      'webhooks.secret_encrypted as secretEncrypted',
    ])
    .select(
      sql<Webhook['inbox']>`case when inboxes.id is null then null
        else jsonb_build_object('id', inboxes.id, 'name', inboxes.name) end`.as('inbox'),
    )
    .where('webhooks.account_id', '=', accountId)
}
