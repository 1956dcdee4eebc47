import { openClient } from './http-client.ts'
import type { ListCompany } from './list-company.ts'
import { percentile } from './percentile.ts'

/** How long a report takes, in milliseconds. */
export interface ReportTimes {
  what: string
  p50: number
  p95: number
  /** What the p95 should not exceed. */
  aim: number
}

const ROUNDS = 40
const WARM_UP = 5
const AIM = 50
const YEAR = 365 * 86_400

/** Asks for each report over a year, one request after the other, and never for quite the same time twice in a row. */
export async function measureReports(
  url: string,
  { accountId, inboxIds, agentIds }: ListCompany,
  headers: Record<string, string>,
): Promise<ReportTimes[]> {
  const client = openClient(url, 1)
  const now = Math.floor(Date.now() / 1000)
  const path = `/api/v2/accounts/${accountId}`
  const year = (round: number) => `since=${now - YEAR - round * 600}&until=${now - round * 60}`
  const [inbox, agent] = [inboxIds[0], agentIds[0]]
  const times: ReportTimes[] = []
  for (const [what, ask] of Object.entries<(round: number) => string>({
    summary: (round) => `/reports/summary?${year(round)}`,
    'summary, business hours': (round) => `/reports/summary?business_hours=true&${year(round)}`,
    'summary of an inbox': (round) => `/reports/summary?type=inbox&id=${inbox}&${year(round)}`,
    'summary of an agent': (round) => `/reports/summary?type=agent&id=${agent}&${year(round)}`,
    'conversations by day': (round) => `/reports?metric=conversations_count&${year(round)}`,
    'conversations by day, UTC+2': (round) => `/reports?metric=conversations_count&timezone_offset=2&${year(round)}`,
    'conversations by day, UTC+5:30': (round) =>
      `/reports?metric=conversations_count&timezone_offset=5.5&${year(round)}`,
    'conversations by hour': (round) => `/reports?metric=conversations_count&group_by=hour&${year(round)}`,
    'resolution time by week': (round) => `/reports?metric=avg_resolution_time&group_by=week&${year(round)}`,
    'replies of an agent by month': (round) =>
      `/reports?metric=reply_time&type=agent&id=${agent}&group_by=month&${year(round)}`,
    agents: (round) => `/summary_reports/agent?${year(round)}`,
    teams: (round) => `/summary_reports/team?${year(round)}`,
    inboxes: (round) => `/summary_reports/inbox?${year(round)}`,
    labels: (round) => `/summary_reports/label?${year(round)}`,
    'channels, six months': (round) =>
      `/summary_reports/channel?since=${now - YEAR / 2 - round}&until=${now - round * 60}`,
    'first responses by time': (round) => `/reports/first_response_time_distribution?${year(round)}`,
    'messages by agent': (round) => `/reports/outgoing_messages_count?group_by=agent&${year(round)}`,
    'inboxes and labels': (round) => `/reports/inbox_label_matrix?${year(round)}`,
    bots: (round) => `/reports/bot_metrics?${year(round)}`,
    'year in review': (round) => `/year_in_review?timezone_offset=${round % 12}`,
    now: () => '/live_reports/conversation_metrics',
    'now, by assignee': () => '/live_reports/grouped_conversation_metrics?group_by=assignee_id',
    'now, page of agents': (round) => `/reports/conversations?type=agent&page=${1 + (round % 2)}`,
  })) {
    times.push({ what, ...(await timesOf((round) => client.get(`${path}${ask(round)}`, headers))), aim: AIM })
  }
  return times
}

async function timesOf(ask: (round: number) => Promise<unknown>): Promise<{ p50: number; p95: number }> {
  for (let round = 0; round < WARM_UP; round++) await ask(round)
  const samples: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const begun = performance.now()
    await ask(round)
    samples.push(performance.now() - begun)
  }
  return { p50: percentile(samples, 0.5), p95: percentile(samples, 0.95) }
}
