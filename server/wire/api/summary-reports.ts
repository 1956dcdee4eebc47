import { matrixQuery, outgoingQuery, rangeQuery } from '../../../contract/http/reports.ts'
import { invalid } from '../../kernel/refusal.ts'
import { listLabels } from '../../features/labels/index.ts'
import { readSums, type Range, type Sum } from '../../features/reports/index.ts'
import type { Call } from '../../platform/http/route.ts'
import { inAccountV2, member, type MemberCaller } from '../access.ts'
import { parse } from '../parse.ts'
import { permitted } from '../permitted.ts'
import { channelName } from '../present/inbox.ts'
import { countOf, ROW, summaryRow, sumsFor } from '../present/report.ts'
import { rangeOf } from '../report-range.ts'
import { allInboxes, sumsByThing, thingsOf, type ThingType } from '../report-things.ts'

type MemberCall = Call<MemberCaller>

/** What happened in a time, side by side (contract 2.16). */
export const summaryReportRoutes = [
  ...(['agent', 'team', 'inbox', 'label'] as const).map((type) =>
    member('GET', inAccountV2(`/summary_reports/${type}`), permitted('report_manage', summaryOf(type)), {
      summary: `Reports the metrics of a time for each ${type}`,
      query: rangeQuery,
      returns: type === 'label' ? 'label_summaries' : 'summaries',
    }),
  ),
  member('GET', inAccountV2('/summary_reports/channel'), permitted('report_manage', byChannel), {
    summary: 'Counts the conversations that began in a time, by kind of inbox and status',
    query: rangeQuery,
    returns: 'channel_summary',
  }),
  member('GET', inAccountV2('/reports/first_response_time_distribution'), permitted('report_manage', distribution), {
    summary: 'Counts first responses by how long they took, for each kind of inbox',
    query: rangeQuery,
    returns: 'response_time_distribution',
  }),
  member('GET', inAccountV2('/reports/outgoing_messages_count'), permitted('report_manage', outgoing), {
    summary: 'Counts the messages that were written to customers, by agent, team, inbox or label',
    query: outgoingQuery,
    returns: 'outgoing_messages_counts',
  }),
  member('GET', inAccountV2('/reports/inbox_label_matrix'), permitted('report_manage', matrix), {
    summary: 'Counts the conversations that began in a time, by inbox and label',
    query: matrixQuery,
    returns: 'inbox_label_matrix',
  }),
]

function summaryOf(type: ThingType) {
  return async (call: MemberCall) => {
    const query = parse(rangeQuery, call.query)
    const range = rangeOf(query, call.ports.now())
    const [things, sums] = await Promise.all([thingsOf(call, type), sumsByThing(call, type, range, sumsFor(ROW))])
    return things.map(({ id, name, key }) => ({
      id,
      ...(type === 'label' && { name }),
      ...summaryRow(sums.get(key), query.business_hours ?? false),
    }))
  }
}

const MONTHS = 6

async function byChannel(call: MemberCall) {
  const query = parse(rangeQuery, call.query)
  const range = rangeOf(query, call.ports.now())
  const latest = new Date(range.since)
  latest.setUTCMonth(latest.getUTCMonth() + MONTHS)
  if (range.until > latest) throw invalid('until', `until must be within ${MONTHS} months of since`)
  return perChannel(call, range, ['open', 'resolved', 'pending', 'snoozed'], (sums) => ({
    ...sums,
    total: sums.open + sums.resolved + sums.pending + sums.snoozed,
  }))
}

async function distribution(call: MemberCall) {
  const range = rangeOf(parse(rangeQuery, call.query), call.ports.now())
  const within = ['first_within_1h', 'first_within_4h', 'first_within_8h', 'first_within_24h'] as const
  return perChannel(call, range, [...within, 'first_responses'], (sums) => ({
    '0-1h': sums.first_within_1h,
    '1-4h': sums.first_within_4h,
    '4-8h': sums.first_within_8h,
    '8-24h': sums.first_within_24h,
    '24h+': within.reduce((rest, name) => rest - sums[name], sums.first_responses),
  }))
}

/** The sums of all inboxes of a kind, for each kind that the account has. */
async function perChannel<Name extends Sum, Shown>(
  call: MemberCall,
  range: Range,
  names: readonly Name[],
  shown: (sums: Record<Name, number>) => Shown,
): Promise<Record<string, Shown>> {
  const [inboxes, sums] = await Promise.all([
    allInboxes(call.ports.reader, call.caller.accountId),
    sumsByThing(call, 'inbox', range, names),
  ])
  const kinds = [...new Set(inboxes.map(({ channelType }) => channelType))]
  const together = (ids: number[]) =>
    Object.fromEntries(
      names.map((name) => [name, ids.reduce((total, id) => total + (sums.get(String(id))?.[name] ?? 0), 0)]),
    ) as Record<Name, number>
  return Object.fromEntries(
    kinds.map((kind) => {
      const ids = inboxes.filter(({ channelType }) => channelType === kind).map(({ id }) => id)
      return [channelName(kind), shown(together(ids))]
    }),
  )
}

async function outgoing(call: MemberCall) {
  const query = parse(outgoingQuery, call.query)
  const range = rangeOf(query, call.ports.now())
  const [things, sums] = await Promise.all([
    thingsOf(call, query.group_by),
    sumsByThing(call, query.group_by, range, sumsFor(['outgoing_messages_count'])),
  ])
  return things.map(({ id, name, key }) => ({
    id,
    name,
    outgoing_messages_count: countOf('outgoing_messages_count', sums.get(key)),
  }))
}

async function matrix(call: MemberCall) {
  const query = parse(matrixQuery, call.query)
  const range = rangeOf(query, call.ports.now())
  const { ports, caller } = call
  const [inboxes, labels, rows] = await Promise.all([
    allInboxes(ports.reader, caller.accountId),
    listLabels(ports.reader, caller.accountId),
    readSums(ports.reader, {
      accountId: caller.accountId,
      dimension: 'inbox_label',
      buckets: [range],
      sums: sumsFor(['conversations_count']),
    }),
  ])
  const counts = new Map(rows.map((row) => [row.key, countOf('conversations_count', row)]))
  const wanted = <One extends { id: number }>(all: One[], ids: number[] | undefined) =>
    ids ? all.filter(({ id }) => ids.includes(id)) : all
  const [down, across] = [wanted(inboxes, query.inbox_ids), wanted(labels, query.label_ids)]
  return {
    inboxes: down.map(({ id, name }) => ({ id, name })),
    labels: across.map(({ id, title }) => ({ id, title })),
    matrix: down.map(({ id }) => across.map(({ title }) => counts.get(`${id}:${title}`) ?? 0)),
  }
}
