import { invalid } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { inboxMemberIds } from '../inboxes/index.ts'
import { findTeam, takeTurn, teamMemberIds, type Team } from '../teams/index.ts'
import { tellActivity } from './activity.ts'
import { assign } from './assign.ts'
import type { Conversation } from './conversation.ts'
import { standingOf } from './standing.ts'

/** Which team, and who of its members is there now, as far as the caller knows. */
export interface TeamChoice {
  teamId: number | null
  present?: number[] | undefined
}

/** Gives a locked conversation to a team, or to none. Its assignee then is one of the team, or nobody (contract 2.23). */
export async function changeTeam(work: Work, conversation: Conversation, choice: TeamChoice): Promise<void> {
  const { teamId } = choice
  if (conversation.teamId === teamId) return
  const team = teamId === null ? null : await chosenTeam(work, teamId)
  const assigneeId = team ? await assigneeIn(work, team, conversation, choice.present) : conversation.assigneeId
  const before = conversation.teamId === null ? undefined : await findTeam(work.tx, work.accountId, conversation.teamId)
  await work.tx
    .updateTable('conversations')
    .set({ team_id: teamId, updated_at: work.now })
    .where('id', '=', conversation.id)
    .execute()
  if (team) await tellActivity(work, conversation, 'team.given', { team: team.name })
  else await tellActivity(work, conversation, 'team.none', { team: before?.name ?? '' })
  const data = { teamId, before: await standingOf(work, conversation) }
  work.record({ type: 'conversation.team_changed', conversationId: conversation.id, data })
  await assign(work, { ...conversation, teamId }, assigneeId)
}

/** A team that somebody named for a conversation, or a refusal. */
export async function chosenTeam(work: Work, teamId: number): Promise<Team> {
  const team = await findTeam(work.tx, work.accountId, teamId)
  if (!team) throw invalid('team_id', 'team_id must name a team of this account')
  return team
}

/** Who has a conversation that comes to a team: whoever has it, if they are in the team, else the member whose turn it is. */
export async function assigneeIn(
  work: Work,
  team: Team,
  conversation: Pick<Conversation, 'inboxId' | 'assigneeId'>,
  present: number[] = [],
): Promise<number | null> {
  const { assigneeId } = conversation
  if (assigneeId !== null && (await teamMemberIds(work.tx, team.id)).includes(assigneeId)) return assigneeId
  if (!team.allowAutoAssign) return null
  return takeTurn(work, team.id, { among: await inboxMemberIds(work.tx, conversation.inboxId), present })
}
