import { notFound } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { invalidateCache } from '../accounts/index.ts'
import { teamName, tellTakenName } from './team.ts'
import { teamMemberIds } from './team-store.ts'

/** What can be said of a team. */
export interface TeamChanges {
  name?: string | undefined
  description?: string | null | undefined
  allowAutoAssign?: boolean | undefined
}

/** Creates a team without members. */
export async function addTeam(work: Work, input: TeamChanges & { name: string }): Promise<number> {
  const row = await work.tx
    .insertInto('teams')
    .values({
      ...columns(input),
      account_id: work.accountId,
      name: teamName(input.name),
      created_at: work.now,
      updated_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch(tellTakenName)
  await invalidateCache(work, 'team')
  work.record({ type: 'team.created', data: { teamId: row.id } })
  return row.id
}

/** Changes what a team is called and how it is given conversations. */
export async function editTeam(work: Work, id: number, changes: TeamChanges): Promise<void> {
  const row = await work.tx
    .updateTable('teams')
    .set({ ...columns(changes), updated_at: work.now })
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
    .catch(tellTakenName)
  if (!row) throw notFound()
  await invalidateCache(work, 'team')
  work.record({ type: 'team.edited', data: { teamId: id } })
}

/** Removes a team. Its conversations stay where they are and belong to no team. */
export async function removeTeam(work: Work, id: number): Promise<void> {
  const userIds = await teamMemberIds(work.tx, id)
  const row = await work.tx
    .deleteFrom('teams')
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
  await invalidateCache(work, 'team')
  work.record({ type: 'team.removed', data: { teamId: id, userIds } })
}

function columns({ name, description, allowAutoAssign }: TeamChanges) {
  return {
    ...(name !== undefined && { name: teamName(name) }),
    ...(description !== undefined && { description }),
    ...(allowAutoAssign !== undefined && { allow_auto_assign: allowAutoAssign }),
  }
}
