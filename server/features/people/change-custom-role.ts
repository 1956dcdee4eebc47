import type { ConversationScope, Permission } from '../../kernel/actor.ts'
import { invalid, notFound, Refusal } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { requiredName } from './person-input.ts'

/** What can be said of a custom role. */
export interface CustomRoleChanges {
  name?: string | undefined
  description?: string | null | undefined
  permissions?: Permission[] | undefined
  conversationScope?: ConversationScope | undefined
}

/** Makes a custom role that administrators can give to agents. */
export async function addCustomRole(work: Work, input: CustomRoleChanges & { name: string }): Promise<number> {
  const row = await work.tx
    .insertInto('custom_roles')
    .values({
      ...columns(input),
      account_id: work.accountId,
      name: requiredName(input.name),
      created_at: work.now,
      updated_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Changes a custom role; whoever has it may see something else from now on. */
export async function changeCustomRole(work: Work, id: number, changes: CustomRoleChanges): Promise<void> {
  const row = await work.tx
    .updateTable('custom_roles')
    .set({ ...columns(changes), updated_at: work.now })
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
  work.record({ type: 'custom_role.changed', data: { customRoleId: id, userIds: await holders(work, id) } })
}

/** Removes a custom role that nobody has: taking it from agents would let them see more. */
export async function removeCustomRole(work: Work, id: number): Promise<void> {
  const row = await work.tx
    .selectFrom('custom_roles')
    .select('id')
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    // Nobody is given the role between the look and the removal.
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  const { length } = await holders(work, id)
  if (length > 0) {
    const agents = length === 1 ? 'One agent has' : `${length} agents have`
    throw new Refusal('invalid', `${agents} this role: give them another one first`, 'custom_role_id')
  }
  await work.tx.deleteFrom('custom_roles').where('id', '=', id).execute()
}

/** Refuses a custom role that is not one of the account's, and holds it until the unit of work ends. */
export async function refuseForeignRole(work: Work, id: number): Promise<void> {
  const row = await work.tx
    .selectFrom('custom_roles')
    .select('id')
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    .forKeyShare()
    .executeTakeFirst()
  if (!row) throw invalid('custom_role_id', 'custom_role_id must name a custom role of this account')
}

async function holders(work: Work, id: number): Promise<number[]> {
  const rows = await work.tx
    .selectFrom('account_users')
    .select('user_id')
    .where('account_id', '=', work.accountId)
    .where('custom_role_id', '=', id)
    .orderBy('user_id')
    .execute()
  return rows.map((row) => row.user_id)
}

function columns({ name, description, permissions, conversationScope }: CustomRoleChanges) {
  return {
    ...(name !== undefined && { name: requiredName(name) }),
    ...(description !== undefined && { description }),
    ...(permissions && { permissions: [...new Set(permissions)] }),
    ...(conversationScope && { conversation_scope: conversationScope }),
  }
}
