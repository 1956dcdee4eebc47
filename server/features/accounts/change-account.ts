import { sql } from 'kysely'
import type { Json } from '../../kernel/event.ts'
import { invalid } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { accountName, type CachedNoun } from './account.ts'

/** What may be changed about an account. Settings, attributes and features are merged; an attribute of null goes. */
export interface AccountChanges {
  name?: string | undefined
  locale?: string | undefined
  domain?: string | null | undefined
  supportEmail?: string | null | undefined
  settings?: { [key: string]: Json } | undefined
  customAttributes?: { [key: string]: Json } | undefined
  features?: { [key: string]: boolean } | undefined
  limits?: { [key: string]: Json } | undefined
  status?: 'active' | 'suspended' | undefined
}

/** Changes the account. */
export async function changeAccount(work: Work, changes: AccountChanges): Promise<void> {
  refuseUnusable(changes)
  await work.tx
    .updateTable('accounts')
    .set({
      ...(changes.name !== undefined && { name: accountName(changes.name) }),
      ...(changes.locale && { locale: changes.locale }),
      ...(changes.domain !== undefined && { domain: changes.domain }),
      ...(changes.supportEmail !== undefined && { support_email: changes.supportEmail }),
      ...(changes.settings && { settings: sql`settings || ${JSON.stringify(changes.settings)}::jsonb` }),
      ...(changes.customAttributes && {
        custom_attributes: sql`jsonb_strip_nulls(custom_attributes || ${JSON.stringify(changes.customAttributes)}::jsonb)`,
      }),
      ...(changes.features && { features: sql`features || ${JSON.stringify(changes.features)}::jsonb` }),
      ...(changes.limits && { limits: JSON.stringify(changes.limits) }),
      ...(changes.status && { status: changes.status }),
      updated_at: work.now,
    })
    .where('id', '=', work.accountId)
    .execute()
}

const LONGEST_MESSAGE = 10_000

// What a job would stumble over later is refused while somebody is there to read why.
function refuseUnusable({ locale, settings = {} }: AccountChanges) {
  if (locale && !/^[a-z]{2,3}([_-][a-z\d]{2,8})*$/i.test(locale)) {
    throw invalid('locale', 'locale must be the code of a language, such as en or pt_BR')
  }
  const { auto_resolve_label: label, auto_resolve_message: message } = settings
  if (typeof label === 'string' && label.trim() !== '' && !/^[\p{L}\p{N}_-]{1,100}$/u.test(label.trim())) {
    throw invalid('auto_resolve_label', 'auto_resolve_label has letters, digits, - and _ only')
  }
  if (typeof message === 'string' && message.length > LONGEST_MESSAGE) {
    throw invalid('auto_resolve_message', `auto_resolve_message may have at most ${LONGEST_MESSAGE} characters`)
  }
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
