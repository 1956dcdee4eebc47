import type { Work } from '../../platform/database/unit-of-work.ts'
import { randomToken } from '../../platform/secrets/secrets.ts'
import { clearSecondFactor } from './second-factor.ts'

/**
 * Removes a person who is a member of no account any more: nothing signs in as them, and the address is free. Their name stays
 * with what they wrote, because the company's conversations must keep saying who answered. Does nothing while they have an account.
 */
export async function retirePerson(work: Work, userId: number): Promise<void> {
  const row = await work.tx.selectFrom('users').select('id').where('id', '=', userId).forUpdate().executeTakeFirst()
  const membership = await work.tx
    .selectFrom('account_users')
    .select('account_id')
    .where('user_id', '=', userId)
    .limit(1)
    .executeTakeFirst()
  if (!row || membership) return
  for (const table of ['device_tokens', 'access_tokens', 'one_time_tokens', 'push_subscriptions'] as const) {
    await work.tx.deleteFrom(table).where('user_id', '=', userId).execute()
  }
  await clearSecondFactor(work, userId)
  await work.tx
    .updateTable('users')
    .set({
      email: `removed-${userId}@removed.invalid`,
      password_hash: null,
      confirmed_at: null,
      message_signature: null,
      pubsub_token: randomToken(24),
      ui_settings: JSON.stringify({}),
      custom_attributes: JSON.stringify({}),
      updated_at: work.now,
    })
    .where('id', '=', userId)
    .execute()
}
