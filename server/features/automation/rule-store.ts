import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Rule } from './rule.ts'

/** The rules of an account, oldest first. */
export async function listRules(db: Reader, accountId: number): Promise<Rule[]> {
  const rows = await selectRules(db, accountId).orderBy('id').execute()
  return rows as unknown as Rule[]
}

/** One rule of the account, or a refusal. */
export async function loadRule(db: Reader, accountId: number, id: number): Promise<Rule> {
  const row = await selectRules(db, accountId).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return row as unknown as Rule
}

function selectRules(db: Reader, accountId: number) {
  return db
    .selectFrom('automation_rules')
    .select([
      'id',
      'account_id as accountId',
      'name',
      'description',
      'event_name as eventName',
      'conditions',
      'actions',
      'active',
      'created_at as createdAt',
    ])
    .where('account_id', '=', accountId)
}
