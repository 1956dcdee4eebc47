import { sql } from 'kysely'
import type { Json } from '../../kernel/event.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { accountName, type CachedNoun } from './account.ts'

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
