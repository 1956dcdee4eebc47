import { Refusal } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { invalidateCache } from '../accounts/index.ts'
import { teamMemberIds } from './team-store.ts'

/** Adds people to a team; those who are members already stay. */
export async function addTeamMembers(work: Work, teamId: number, userIds: number[]): Promise<void> {
  await refuseStrangers(work, userIds)
  await add(work, teamId, userIds)
  await membersChanged(work, teamId, userIds)
}

/** Takes people out of a team. What they were assigned stays theirs. */
export async function removeTeamMembers(work: Work, teamId: number, userIds: number[]): Promise<void> {
  await refuseStrangers(work, userIds)
  await remove(work, teamId, userIds)
  await membersChanged(work, teamId, userIds)
}

/** Makes exactly these people the members of a team. */
export async function setTeamMembers(work: Work, teamId: number, userIds: number[]): Promise<void> {
  await refuseStrangers(work, userIds)
  const before = await teamMemberIds(work.tx, teamId)
  const gone = before.filter((id) => !userIds.includes(id))
  const come = userIds.filter((id) => !before.includes(id))
  await remove(work, teamId, gone)
  await add(work, teamId, come)
  await membersChanged(work, teamId, [...gone, ...come])
}

async function add(work: Work, teamId: number, userIds: number[]) {
  if (userIds.length === 0) return
  const rows = userIds.map((userId) => ({ team_id: teamId, account_id: work.accountId, user_id: userId }))
  await work.tx
    .insertInto('team_members')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function remove(work: Work, teamId: number, userIds: number[]) {
  await work.tx
    .deleteFrom('team_members')
    .where('team_id', '=', teamId)
    .where((eb) => eb('user_id', '=', eb.fn.any(eb.val(userIds))))
    .execute()
}

async function membersChanged(work: Work, teamId: number, userIds: number[]) {
  if (userIds.length === 0) return
  await invalidateCache(work, 'team')
  work.record({ type: 'team.members_changed', data: { teamId, userIds } })
}

// 401, though it is no question of rights: contract 2.5.
async function refuseStrangers(work: Work, userIds: number[]) {
  const rows = await work.tx
    .selectFrom('account_users')
    .select('user_id')
    .where('account_id', '=', work.accountId)
    .where((eb) => eb('user_id', '=', eb.fn.any(eb.val(userIds))))
    .execute()
  if (rows.length !== new Set(userIds).size) throw new Refusal('not_allowed', 'Invalid User IDs')
}
