import { newTeamBody, teamBody, teamMembersBody } from '../../../contract/http/teams.ts'
import type { Call } from '../../platform/http/route.ts'
import { listAgents } from '../../features/people/index.ts'
import {
  addTeam,
  addTeamMembers,
  editTeam,
  listTeams,
  loadTeam,
  removeTeam,
  removeTeamMembers,
  setTeamMembers,
  teamIdsOf,
  teamMemberIds,
} from '../../features/teams/index.ts'
import { administrator, inAccount, member, type MemberCaller } from '../access.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { agent } from '../present/person.ts'
import { team } from '../present/team.ts'
import { shownFor } from '../shown-for.ts'

type MemberCall = Call<MemberCaller>

const TEAMS = inAccount('/teams')
const ONE = inAccount('/teams/:id')
const MEMBERS = inAccount('/teams/:team_id/team_members')

/** Teams and who is in them (contract 2.5). */
export const teamRoutes = [
  member(
    'GET',
    TEAMS,
    async (call) => {
      const [teams, own] = await Promise.all([listTeams(call.ports.db, call.caller.accountId), ownTeams(call)])
      return teams.map((one) => team(one, own.includes(one.id)))
    },
    { summary: 'Lists the teams of the account', returns: 'teams' },
  ),
  member('GET', ONE, (call) => oneTeam(call, idOf(call.params['id'])), {
    summary: 'Shows one team',
    returns: 'team',
  }),
  administrator('POST', TEAMS, create, {
    summary: 'Creates a team without members',
    body: newTeamBody,
    returns: 'team',
  }),
  administrator('PATCH', ONE, update, { summary: 'Changes a team', body: teamBody, returns: 'team' }),
  administrator(
    'DELETE',
    ONE,
    async (call) => {
      const id = idOf(call.params['id'])
      await call.ports.work(call.caller.accountId, call.caller.actor, (work) => removeTeam(work, id))
      return {}
    },
    { summary: 'Removes a team; its conversations belong to no team then' },
  ),
  member('GET', MEMBERS, async (call) => members(call, (await teamOf(call)).id), {
    summary: 'Lists the members of a team',
    returns: 'agents',
  }),
  administrator('POST', MEMBERS, (call) => changeMembers(call, addTeamMembers), {
    summary: 'Adds agents to a team',
    body: teamMembersBody,
    returns: 'agents',
  }),
  administrator('PATCH', MEMBERS, (call) => changeMembers(call, setTeamMembers), {
    summary: 'Makes exactly these agents the members of a team',
    body: teamMembersBody,
    returns: 'agents',
  }),
  administrator('DELETE', MEMBERS, (call) => changeMembers(call, removeTeamMembers), {
    summary: 'Takes agents out of a team',
    body: teamMembersBody,
    returns: 'agents',
  }),
]

async function create(call: MemberCall) {
  const { name, description, allow_auto_assign: allowAutoAssign } = parse(newTeamBody, unwrap(call.body, 'team'))
  const { accountId, actor } = call.caller
  const id = await call.ports.work(accountId, actor, (work) => addTeam(work, { name, description, allowAutoAssign }))
  return oneTeam(call, id)
}

async function update(call: MemberCall) {
  const id = idOf(call.params['id'])
  const { name, description, allow_auto_assign: allowAutoAssign } = parse(teamBody, unwrap(call.body, 'team'))
  const { accountId, actor } = call.caller
  await call.ports.work(accountId, actor, (work) => editTeam(work, id, { name, description, allowAutoAssign }))
  return oneTeam(call, id)
}

async function changeMembers(call: MemberCall, action: typeof addTeamMembers) {
  const { user_ids } = parse(teamMembersBody, unwrap(call.body, 'team_member'))
  const { id } = await teamOf(call)
  await call.ports.work(call.caller.accountId, call.caller.actor, (work) => action(work, id, user_ids))
  return members(call, id)
}

async function members(call: MemberCall, teamId: number) {
  const { accountId } = call.caller
  const { db } = call.ports
  const [agents, shown] = await Promise.all([
    listAgents(db, accountId, await teamMemberIds(db, teamId)),
    shownFor(call, accountId),
  ])
  return agents.map((one) => agent(one, shown))
}

function teamOf(call: MemberCall) {
  return loadTeam(call.ports.db, call.caller.accountId, idOf(call.params['team_id']))
}

async function oneTeam(call: MemberCall, id: number) {
  const [one, own] = await Promise.all([loadTeam(call.ports.db, call.caller.accountId, id), ownTeams(call)])
  return team(one, own.includes(id))
}

function ownTeams(call: MemberCall) {
  return teamIdsOf(call.ports.db, call.caller.accountId, call.caller.actor.userId)
}
