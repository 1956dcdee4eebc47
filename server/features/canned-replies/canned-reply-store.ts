import { sql } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { CannedReply } from './canned-reply.ts'

const columns = [
  'id',
  'account_id as accountId',
  'short_code as shortCode',
  'content',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const

/**
 * The canned replies of an account by their short codes; with a search, those that have it in the code or the text: first where
 * the code begins with it, then where the code has it (contract 2.7).
 */
export async function listCannedReplies(db: Reader, accountId: number, search?: string): Promise<CannedReply[]> {
  const all = db.selectFrom('canned_replies').select(columns).where('account_id', '=', accountId)
  if (!search) return all.orderBy('short_code').orderBy('id').execute()
  const text = search.replaceAll(/[\\%_]/g, (character) => `\\${character}`)
  const [begins, has] = [`${text}%`, `%${text}%`]
  return all
    .where((eb) => eb.or([eb('short_code', 'ilike', has), eb('content', 'ilike', has)]))
    .orderBy(sql`case when short_code ilike ${begins} then 0 when short_code ilike ${has} then 1 else 2 end`)
    .orderBy('short_code')
    .orderBy('id')
    .execute()
}

/** A canned reply of the account, or a refusal. */
export async function loadCannedReply(db: Reader, accountId: number, id: number): Promise<CannedReply> {
  const row = await db
    .selectFrom('canned_replies')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}
