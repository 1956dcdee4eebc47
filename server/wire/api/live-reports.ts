import { conversationsNowQuery, groupedLiveQuery, liveQuery } from '../../../contract/http/reports.ts'
import { notFound } from '../../kernel/refusal.ts'
import { availableName, listAgents } from '../../features/people/index.ts'
import { countLive, countLiveBy } from '../../features/reports/index.ts'
import { findTeam, listTeams } from '../../features/teams/index.ts'
import type { Call } from '../../platform/http/route.ts'
import { inAccountV2, member, type MemberCaller } from '../access.ts'
import { parse } from '../parse.ts'
import { permitted } from '../permitted.ts'
import { agent } from '../present/person.ts'
import { shownFor } from '../shown-for.ts'

type MemberCall = Call<MemberCaller>

const PAGE = 25

/** How things stand now (contract 2.16). */
export const liveReportRoutes = [
  member('GET', inAccountV2('/reports/conversations'), permitted('report_manage', conversationsNow), {
    summary: 'Counts the conversations that are open now, of the account or by agent',
    query: conversationsNowQuery,
    returns: 'live_counts|agent_live_counts',
  }),
  member('GET', inAccountV2('/live_reports/conversation_metrics'), permitted('report_manage', live), {
    summary: 'Counts the conversations that are open now, of the account or a team',
    query: liveQuery,
    returns: 'live_counts',
  }),
  member('GET', inAccountV2('/live_reports/grouped_conversation_metrics'), permitted('report_manage', grouped), {
    summary: 'Counts the conversations that are open now, by team or assignee',
    query: groupedLiveQuery,
    returns: 'grouped_live_counts',
  }),
]

async function conversationsNow(call: MemberCall) {
  const { type, page = 1, user_id: userId } = parse(conversationsNowQuery, call.query)
  const { reader } = call.ports
  const { accountId } = call.caller
  if (type === 'account') return countLive(reader, accountId)
  const all = await listAgents(reader, accountId, userId === undefined ? undefined : [userId])
  const agents = all.slice((page - 1) * PAGE, page * PAGE)
  const [counts, shown] = await Promise.all([
    countLiveBy(
      reader,
      accountId,
      'assignee_id',
      agents.map(({ id }) => id),
    ),
    shownFor(call, accountId),
  ])
  return agents.map((one, index) => {
    const { id, email, thumbnail, availability_status } = agent(one, shown)
    const { open = 0, unattended = 0 } = counts[index] ?? {}
    return {
      id,
      name: availableName(one),
      email,
      thumbnail,
      availability: availability_status,
      metric: { open, unattended },
    }
  })
}

async function live(call: MemberCall) {
  const { team_id: teamId } = parse(liveQuery, call.query)
  const { reader } = call.ports
  const { accountId } = call.caller
  if (teamId !== undefined && !(await findTeam(reader, accountId, teamId))) throw notFound()
  return countLive(reader, accountId, teamId)
}

async function grouped(call: MemberCall) {
  const { group_by: group } = parse(groupedLiveQuery, call.query)
  const { reader } = call.ports
  const { accountId } = call.caller
  const things = group === 'team_id' ? await listTeams(reader, accountId) : await listAgents(reader, accountId)
  const rows = await countLiveBy(
    reader,
    accountId,
    group,
    things.map(({ id }) => id),
  )
  return rows.map(({ id, open, unattended, unassigned }) => ({ open, unattended, unassigned, [group]: id }))
}
