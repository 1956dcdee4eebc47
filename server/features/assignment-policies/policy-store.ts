import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { AssignmentPolicy } from './policy.ts'

/** The policies of an account, oldest first. */
export async function listPolicies(db: Reader, accountId: number): Promise<AssignmentPolicy[]> {
  const rows = await selectPolicies(db, accountId).orderBy('assignment_policies.id').execute()
  return rows as unknown as AssignmentPolicy[]
}

/** One policy of the account, or a refusal. */
export async function loadPolicy(db: Reader, accountId: number, id: number): Promise<AssignmentPolicy> {
  const row = await selectPolicies(db, accountId).where('assignment_policies.id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return row as unknown as AssignmentPolicy
}

/** The ids of the inboxes that follow a policy. */
export async function inboxIdsOfPolicy(db: Reader, policyId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('inbox_assignment_policies')
    .select('inbox_id')
    .where('assignment_policy_id', '=', policyId)
    .execute()
  return rows.map((row) => row.inbox_id)
}

/** The policy that an inbox follows, or a refusal. */
export async function loadInboxPolicy(db: Reader, accountId: number, inboxId: number): Promise<AssignmentPolicy> {
  const row = await selectPolicies(db, accountId)
    .innerJoin('inbox_assignment_policies as link', 'link.assignment_policy_id', 'assignment_policies.id')
    .where('link.inbox_id', '=', inboxId)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row as unknown as AssignmentPolicy
}

function selectPolicies(db: Reader, accountId: number) {
  return db
    .selectFrom('assignment_policies')
    .select((eb) => [
      'assignment_policies.id',
      'assignment_policies.account_id as accountId',
      'assignment_policies.name',
      'assignment_policies.description',
      'assignment_policies.assignment_order as assignmentOrder',
      'assignment_policies.conversation_priority as conversationPriority',
      'assignment_policies.fair_distribution_limit as fairDistributionLimit',
      'assignment_policies.fair_distribution_window as fairDistributionWindow',
      'assignment_policies.enabled',
      'assignment_policies.created_at as createdAt',
      'assignment_policies.updated_at as updatedAt',
      eb
        .selectFrom('inbox_assignment_policies as counted')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('counted.assignment_policy_id', '=', 'assignment_policies.id')
        .as('inboxCount'),
    ])
    .where('assignment_policies.account_id', '=', accountId)
}
