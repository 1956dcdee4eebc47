import { notFound, Refusal } from '../../kernel/refusal.ts'
import { requiredName } from '../../kernel/required-name.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { loadPolicy } from './policy-store.ts'
import type { PolicyChanges } from './policy.ts'

/** Creates a policy. */
export async function createPolicy(work: Work, input: PolicyChanges & { name: string }): Promise<number> {
  const row = await work.tx
    .insertInto('assignment_policies')
    .values({
      account_id: work.accountId,
      ...columnsOf(input),
      name: requiredName(input.name),
      created_at: work.now,
      updated_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch(tellTakenName)
  return row.id
}

/** Changes a policy. */
export async function changePolicy(work: Work, id: number, changes: PolicyChanges): Promise<void> {
  const row = await work.tx
    .updateTable('assignment_policies')
    .set({ ...columnsOf(changes), updated_at: work.now })
    .where('id', '=', id)
    .where('account_id', '=', work.accountId)
    .returning('id')
    .executeTakeFirst()
    .catch(tellTakenName)
  if (!row) throw notFound()
}

/** Removes a policy; its inboxes then follow none. */
export async function removePolicy(work: Work, id: number): Promise<void> {
  const row = await work.tx
    .deleteFrom('assignment_policies')
    .where('id', '=', id)
    .where('account_id', '=', work.accountId)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
}

/** Lets an inbox of the account follow a policy of the account, in the place of any other. */
export async function setInboxPolicy(work: Work, inboxId: number, policyId: number): Promise<void> {
  const policy = await loadPolicy(work.tx, work.accountId, policyId)
  const link = { assignment_policy_id: policy.id, created_at: work.now }
  await work.tx
    .insertInto('inbox_assignment_policies')
    .values({ inbox_id: inboxId, ...link })
    .onConflict((conflict) => conflict.column('inbox_id').doUpdateSet(link))
    .execute()
}

/** Lets an inbox of the account follow no policy. */
export async function removeInboxPolicy(work: Work, inboxId: number): Promise<void> {
  const row = await work.tx
    .deleteFrom('inbox_assignment_policies')
    .where('inbox_id', '=', inboxId)
    .returning('inbox_id')
    .executeTakeFirst()
  if (!row) throw notFound()
}

function columnsOf(changes: PolicyChanges) {
  return {
    ...(changes.name !== undefined && { name: requiredName(changes.name) }),
    ...(changes.description !== undefined && { description: changes.description }),
    ...(changes.assignmentOrder && { assignment_order: changes.assignmentOrder }),
    ...(changes.conversationPriority && { conversation_priority: changes.conversationPriority }),
    ...(changes.fairDistributionLimit && { fair_distribution_limit: changes.fairDistributionLimit }),
    ...(changes.fairDistributionWindow && { fair_distribution_window: changes.fairDistributionWindow }),
    ...(changes.enabled !== undefined && { enabled: changes.enabled }),
  }
}

function tellTakenName(error: unknown): never {
  const constraint = error instanceof Error && 'constraint' in error ? error.constraint : undefined
  if (constraint === 'assignment_policies_name') throw new Refusal('taken', 'Name has already been taken', 'name')
  throw error
}
