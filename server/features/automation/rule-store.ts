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
  const rule = await findRule(db, accountId, id)
  if (!rule) throw notFound()
  return rule
}

/** One rule of the account, for a job: it may be gone by then. */
export async function findRule(db: Reader, accountId: number, id: number): Promise<Rule | undefined> {
  const row = await selectRules(db, accountId).where('id', '=', id).executeTakeFirst()
  return row as unknown as Rule | undefined
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
      'broken_reason as brokenReason',
      'created_at as createdAt',
    ])
    .where('account_id', '=', accountId)
}
