export { addTeam, editTeam, removeTeam } from './change-team.ts'
export type { TeamEvent } from './events.ts'
export { addTeamMembers, removeTeamMembers, setTeamMembers } from './members.ts'
export { takeTurn } from './take-turn.ts'
export type { Team } from './team.ts'
export {
  findTeam,
  listTeams,
  loadTeam,
  memberIdsOf,
  memberTeams,
  teamIdsIn,
  teamIdsOf,
  teamMemberIds,
} from './team-store.ts'
