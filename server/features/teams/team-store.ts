import type { Expression } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Team } from './team.ts'

function selectTeams(db: Reader, accountId: number) {
  return db
    .selectFrom('teams')
    .select([
      'id',
      'account_id as accountId',
      'name',
      'description',
      'allow_auto_assign as allowAutoAssign',
      'created_at as createdAt',
      'updated_at as updatedAt',
    ])
    .where('account_id', '=', accountId)
}

/** The teams of an account, by name. */
export async function listTeams(db: Reader, accountId: number): Promise<Team[]> {
  return selectTeams(db, accountId).orderBy('name').execute()
}

/** One team of the account, or undefined. */
export async function findTeam(db: Reader, accountId: number, id: number): Promise<Team | undefined> {
  return selectTeams(db, accountId).where('id', '=', id).executeTakeFirst()
}

/** One team of the account, or a refusal. */
export async function loadTeam(db: Reader, accountId: number, id: number): Promise<Team> {
  const team = await findTeam(db, accountId, id)
  if (!team) throw notFound()
  return team
}

/** The query of the ids of the teams that a person is a member of. */
export function memberTeams(db: Reader, accountId: number | Expression<number>, userId: number | Expression<number>) {
  return db
    .selectFrom('team_members')
    .select('team_members.team_id')
    .where('team_members.account_id', '=', accountId)
    .where('team_members.user_id', '=', userId)
}

/** The ids of the teams that a person is a member of. */
export async function teamIdsOf(db: Reader, accountId: number, userId: number): Promise<number[]> {
  const rows = await memberTeams(db, accountId, userId).execute()
  return rows.map((row) => row.team_id)
}

/** The ids of a team's members. */
export async function teamMemberIds(db: Reader, teamId: number): Promise<number[]> {
  const rows = await db.selectFrom('team_members').select('user_id').where('team_id', '=', teamId).execute()
  return rows.map((row) => row.user_id)
}

/** The ids of the members of some teams of the account, each once. */
export async function memberIdsOf(db: Reader, accountId: number, teamIds: number[]): Promise<number[]> {
  const rows = await db
    .selectFrom('team_members')
    .select('user_id')
    .distinct()
    .where('account_id', '=', accountId)
    .where((eb) => eb('team_id', '=', eb.fn.any(eb.val(teamIds))))
    .orderBy('user_id')
    .execute()
  return rows.map((row) => row.user_id)
}

/** Which of these teams are of the account. */
export async function teamIdsIn(db: Reader, accountId: number, ids: number[]): Promise<number[]> {
  const rows = await db
    .selectFrom('teams')
    .select('id')
    .where('account_id', '=', accountId)
    .where((eb) => eb('id', '=', eb.fn.any(eb.val(ids))))
    .execute()
  return rows.map((row) => row.id)
}
