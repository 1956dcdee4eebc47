import type { Work } from '../../platform/database/unit-of-work.ts'
import { assign } from './assign.ts'
import { lockConversation } from './conversation-store.ts'

/** Gives back the conversations of somebody who is no longer a member of the account. */
export async function unassignRemovedAgent(work: Work, userId: number): Promise<void> {
  const rows = await work.tx
    .selectFrom('conversations')
    .select('id')
    .where('account_id', '=', work.accountId)
    .where('assignee_id', '=', userId)
    .orderBy('id')
    .execute()
  for (const { id } of rows) await assign(work, await lockConversation(work, id), null)
}
