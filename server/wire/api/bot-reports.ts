import { rangeQuery, summaryQuery, yearQuery } from '../../../contract/http/reports.ts'
import { inboxesWithBots } from '../../features/agent-bots/index.ts'
import { bucketsOf, readSums, type Range } from '../../features/reports/index.ts'
import type { Call } from '../../platform/http/route.ts'
import { inAccountV2, member, type MemberCaller } from '../access.ts'
import { parse } from '../parse.ts'
import { permitted } from '../permitted.ts'
import { BOT_SUMMARY, countOf, SUMMARY, sumsFor, valuesOf } from '../present/report.ts'
import { rangeBefore, rangeOf, subjectOf } from '../report-range.ts'

type MemberCall = Call<MemberCaller>

/** What bots did in a time, and what a whole year was (contract 2.16). */
export const botReportRoutes = [
  member('GET', inAccountV2('/reports/bot_summary'), permitted('report_manage', botSummary), {
    summary: 'Counts what bots resolved and handed over in a time and in the time before it',
    query: summaryQuery,
    returns: 'bot_summary',
  }),
  member('GET', inAccountV2('/reports/bot_metrics'), permitted('report_manage', botMetrics), {
    summary: 'Reports how much of what came to inboxes with a bot the bot settled',
    query: rangeQuery,
    returns: 'bot_metrics',
  }),
  member('GET', inAccountV2('/year_in_review'), permitted('report_manage', yearInReview), {
    summary: 'Looks back at a year',
    query: yearQuery,
    returns: 'year_in_review',
  }),
]

async function botSummary(call: MemberCall) {
  const query = parse(summaryQuery, call.query)
  const range = rangeOf(query, call.ports.now())
  const { dimension, key } = await subjectOf(call, query)
  const { accountId } = call.caller
  const sums = sumsFor([...BOT_SUMMARY])
  const of = async (one: Range) => {
    const [row] = await readSums(call.ports.reader, { accountId, dimension, keys: [key], buckets: [one], sums })
    return valuesOf(BOT_SUMMARY, row, false)
  }
  const [now, previous] = await Promise.all([of(range), of(rangeBefore(range))])
  return { ...now, previous }
}

async function botMetrics(call: MemberCall) {
  const range = rangeOf(parse(rangeQuery, call.query), call.ports.now())
  const { accountId } = call.caller
  const { reader } = call.ports
  const keys = (await inboxesWithBots(reader, accountId)).map(String)
  const sums = [...sumsFor(['conversations_count', ...BOT_SUMMARY]), 'bot_messages' as const]
  const rows = await readSums(reader, { accountId, dimension: 'inbox', keys, buckets: [range], sums })
  const total = (count: (row: (typeof rows)[number]) => number) => rows.reduce((sum, row) => sum + count(row), 0)
  const conversations = total((row) => countOf('conversations_count', row))
  const percent = (part: number) => (conversations === 0 ? 0 : Math.round((100 * part) / conversations))
  return {
    conversation_count: conversations,
    message_count: total((row) => row.bot_messages),
    resolution_rate: percent(total((row) => row.bot_resolutions)),
    handoff_rate: percent(total((row) => row.bot_handoffs)),
  }
}

async function yearInReview(call: MemberCall) {
  const { year: asked, timezone_offset: hours = 0 } = parse(yearQuery, call.query)
  const year = asked ?? yearToReview(call.ports.now())
  const offset = Math.round(hours * 60)
  const range = {
    since: new Date(Date.UTC(year, 0) - offset * 60_000),
    until: new Date(Date.UTC(year + 1, 0) - offset * 60_000),
  }
  const question = { accountId: call.caller.accountId, dimension: 'account' as const, keys: [''] }
  const sums = sumsFor([...SUMMARY])
  const buckets = bucketsOf(range, 'day', offset)
  const { reader } = call.ports
  const [[whole], days] = await Promise.all([
    readSums(reader, { ...question, buckets: [range], sums }),
    readSums(reader, { ...question, buckets, sums: sumsFor(['conversations_count']) }),
  ])
  const [busiest] = days
    .map((row) => ({ day: row.bucket, count: countOf('conversations_count', row) }))
    .toSorted((one, other) => other.count - one.count || one.day - other.day)
  const nameOf = (bucket: number) =>
    new Date((buckets[bucket]?.name ?? range.since).getTime() + offset * 60_000).toISOString().slice(0, 10)
  return {
    year,
    ...valuesOf(SUMMARY, whole, false),
    busiest_day: busiest && busiest.count > 0 ? { date: nameOf(busiest.day), count: busiest.count } : null,
  }
}

/** In December one looks back at the year that ends, else at the one that has. */
function yearToReview(now: Date): number {
  return now.getUTCMonth() === 11 ? now.getUTCFullYear() : now.getUTCFullYear() - 1
}
