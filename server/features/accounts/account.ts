import { sql } from 'kysely'
import { invalid, notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'

/** One company's space. Cache keys are milliseconds of the last change per noun. */
export interface Account {
  id: number
  name: string
  locale: string
  status: 'active' | 'suspended'
  domain: string | null
  supportEmail: string | null
  settings: Record<string, unknown>
  customAttributes: Record<string, unknown>
  /** What a platform app switched on or off for the account's clients. */
  features: Record<string, boolean>
  /** What a platform app allows the account at most, such as `agents`. */
  limits: Record<string, unknown>
  cacheKeys: CacheKeys
  createdAt: Date
}

/** The nouns that clients keep copies of (contract 2.4). */
export type CachedNoun = 'label' | 'inbox' | 'team'

/** Milliseconds of the last change per noun. */
export type CacheKeys = Record<CachedNoun, number>

/** An account by id, or a refusal. */
export async function loadAccount(db: Reader, id: number): Promise<Account> {
  const [account] = await listAccounts(db, [id])
  if (!account) throw notFound()
  return account
}

/** Accounts by id, in the order of their ids. */
export async function listAccounts(db: Reader, ids: number[]): Promise<Account[]> {
  const rows = await db
    .selectFrom('accounts')
    .select([
      'id',
      'name',
      'locale',
      'status',
      'domain',
      'support_email as supportEmail',
      'settings',
      'custom_attributes as customAttributes',
      'features',
      'limits',
      'cache_keys as cacheKeys',
      'created_at as createdAt',
    ])
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .orderBy('id')
    .execute()
  return rows as unknown as Account[]
}

/** An account's name, trimmed; refuses an empty or an endless one. */
export function accountName(name: string): string {
  const trimmed = name.trim()
  if (trimmed === '' || trimmed.length > 255) throw invalid('name', 'The account name must have 1 to 255 characters')
  return trimmed
}

/** How many accounts there are; none means that the installation is not set up. */
export async function countAccounts(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('accounts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

/** The account of the demo company, if this installation has one. */
export async function findDemoAccount(db: Reader): Promise<number | undefined> {
  const row = await db
    .selectFrom('accounts')
    .select('id')
    .where(sql`settings ->> 'demo'`, '=', 'true')
    .orderBy('id')
    .executeTakeFirst()
  return row?.id
}
