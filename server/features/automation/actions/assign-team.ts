import { changeTeam } from '../../conversations/index.ts'
import type { Perform } from './turn.ts'

/** Gives the conversation to a team, or to none. */
export const assignTeam: Perform = ({ work, conversation, present }, [team]) =>
  changeTeam(work, conversation, { teamId: team === 'nil' ? null : Number(team), present })

/** Takes the conversation from its team. */
export const removeAssignedTeam: Perform = ({ work, conversation }) => changeTeam(work, conversation, { teamId: null })
