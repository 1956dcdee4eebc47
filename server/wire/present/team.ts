import type { ShownTeam } from '../../features/conversations/index.ts'
import type { Team } from '../../features/teams/index.ts'
import { iso } from './shown.ts'

type SomeTeam = Pick<Team, 'id' | 'accountId' | 'name' | 'description' | 'allowAutoAssign'>

/** A team for members of the account (contract 2.5). */
export function team(one: SomeTeam, isMember: boolean) {
  return { ...common(one), is_member: isMember }
}

/** A team as the row it is: the answer to giving it a conversation (contract 2.9). */
export function teamRow(one: Team) {
  return { ...common(one), created_at: iso(one.createdAt), updated_at: iso(one.updatedAt) }
}

/** The team of a conversation. A frame has many readers and does not say who of them is a member. */
export function teamOfConversation(one: ShownTeam, viewerId: number | undefined) {
  return viewerId === undefined ? common(one) : team(one, one.memberIds.includes(viewerId))
}

function common(one: SomeTeam) {
  return {
    id: one.id,
    name: one.name,
    description: one.description,
    allow_auto_assign: one.allowAutoAssign,
    account_id: one.accountId,
  }
}
