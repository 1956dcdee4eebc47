import { sql } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { randomToken } from '../../platform/secrets/secrets.ts'
import { WEBHOOK_SECRET } from './webhook-secret.ts'

/** For so long the secret before signs too, so that a receiver can be told the new one without a gap. */
const OVERLAP_MS = 86_400_000

/** Gives a webhook a new secret. */
export async function resetWebhookSecret(work: Work, id: number): Promise<void> {
  const before = await work.tx
    .selectFrom('webhooks')
    .select('secret_encrypted')
    .where('id', '=', id)
    .where('account_id', '=', work.accountId)
    .forUpdate()
    .executeTakeFirst()
  if (!before) throw notFound()
  await work.tx
    .updateTable('webhooks')
    .set({ secret_encrypted: work.secrets.encrypt(randomToken(), WEBHOOK_SECRET), updated_at: work.now })
    .where('id', '=', id)
    .execute()
  await sql`update webhook_endpoints set previous_secret_encrypted = ${before.secret_encrypted},
    previous_secret_until = ${new Date(work.now.getTime() + OVERLAP_MS)} where webhook_id = ${id}`.execute(work.tx)
}
