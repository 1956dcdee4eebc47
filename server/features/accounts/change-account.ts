import { sql, type Transaction } from 'kysely'
import { invalid } from '../../kernel/refusal.ts'
import type { Json } from '../../kernel/event.ts'
import type { DB } from '../../platform/database/tables.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { CachedNoun } from './account.ts'

/** Creates an account, in the transaction of the unit of work that is to begin in it. */
export async function createAccount(tx: Transaction<DB>, input: { name: string; locale?: string }): Promise<number> {
  const row = await tx
    .insertInto('accounts')
    .values({ name: accountName(input.name), locale: input.locale ?? 'en' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.insertInto('conversation_numbers').values({ account_id: row.id }).execute()
  return row.id
}

/** What administrators may change about their account. Settings are merged. */
export interface AccountChanges {
  name?: string | undefined
  locale?: string | undefined
  domain?: string | null | undefined
  supportEmail?: string | null | undefined
  settings?: { [key: string]: Json } | undefined
}

/** Changes the account. */
export async function changeAccount(work: Work, changes: AccountChanges): Promise<void> {
  await work.tx
    .updateTable('accounts')
    .set({
      ...(changes.name !== undefined && { name: accountName(changes.name) }),
      ...(changes.locale && { locale: changes.locale }),
      ...(changes.domain !== undefined && { domain: changes.domain }),
      ...(changes.supportEmail !== undefined && { support_email: changes.supportEmail }),
      ...(changes.settings && { settings: sql`settings || ${JSON.stringify(changes.settings)}::jsonb` }),
      updated_at: work.now,
    })
    .where('id', '=', work.accountId)
    .execute()
}

/** Says that a noun changed, so that clients throw away their copies (contract 2.23, cache keys). */
export async function invalidateCache(work: Work, noun: CachedNoun): Promise<void> {
  const row = await work.tx
    .updateTable('accounts')
    .set({
      cache_keys: sql`jsonb_set(cache_keys, ${[noun]}::text[],
        to_jsonb(greatest((cache_keys ->> ${noun}::text)::bigint + 1, ${work.now.getTime()}::bigint)))`,
    })
    .where('id', '=', work.accountId)
    .returning('cache_keys')
    .executeTakeFirstOrThrow()
  work.record({ type: 'account.cache_invalidated', data: { cacheKeys: row.cache_keys as Json } })
}

function accountName(name: string): string {
  const trimmed = name.trim()
  if (trimmed === '' || trimmed.length > 255) throw invalid('name', 'The account name must have 1 to 255 characters')
  return trimmed
}
