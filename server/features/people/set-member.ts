import type { Role } from '../../kernel/actor.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { addMember } from './agents.ts'

/** Puts a person into the account with a role, or gives them the role when they are in it. The last administrator may be demoted. */
export async function setMember(work: Work, userId: number, role: Role): Promise<void> {
  const changed = await work.tx
    .updateTable('account_users')
    .set({ role, updated_at: work.now })
    .where('account_id', '=', work.accountId)
    .where('user_id', '=', userId)
    .returning('id')
    .executeTakeFirst()
  if (changed) work.record({ type: 'agent.changed', data: { userId } })
  else await addMember(work, userId, { role })
}
