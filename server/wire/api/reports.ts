import { seriesQuery, summaryQuery } from '../../../contract/http/reports.ts'
import { bucketsOf, readSpreads, readSums, type Range } from '../../features/reports/index.ts'
import type { Call } from '../../platform/http/route.ts'
import { inAccountV2, member, type MemberCaller } from '../access.ts'
import { parse } from '../parse.ts'
import { permitted } from '../permitted.ts'
import {
  countOf,
  metricOf,
  SPREADS,
  spreads,
  SUMMARY,
  sumsFor,
  valueOf,
  valuesOf,
  type MetricName,
} from '../present/report.ts'
import { seconds } from '../present/shown.ts'
import { offsetOf, rangeBefore, rangeOf, refuseTooFine, subjectOf, type Subject } from '../report-range.ts'

type MemberCall = Call<MemberCaller>

/** What happened in a time, as it went and altogether (contract 2.16). */
export const reportRoutes = [
  member('GET', inAccountV2('/reports'), permitted('report_manage', series), {
    summary: 'Reports one metric over time, in hours, days, weeks, months or years',
    query: seriesQuery,
    returns: 'report_counts|report_averages',
  }),
  member('GET', inAccountV2('/reports/summary'), permitted('report_manage', summary), {
    summary: 'Reports all metrics of a time and of the time before it',
    query: summaryQuery,
    returns: 'report_summary',
  }),
]

async function series(call: MemberCall) {
  const query = parse(seriesQuery, call.query)
  const { metric, group_by: groupBy = 'day', business_hours: businessHours = false } = query
  const range = rangeOf(query, call.ports.now())
  refuseTooFine(range, groupBy)
  const subject = await subjectOf(call, query)
  const buckets = bucketsOf(range, groupBy, offsetOf(query))
  const [rows, found] = await Promise.all([
    sumsOf(call, subject, buckets, [metric]),
    spreadsOf(call, subject, buckets, { metric, businessHours }),
  ])
  const sums = new Map(rows.map((row) => [row.bucket, row]))
  return buckets.map(({ name }, index) => ({
    value: valueOf(metric, sums.get(index), businessHours) ?? 0,
    timestamp: seconds(name),
    ...(found && {
      count: countOf(metric, sums.get(index)),
      median: found.get(index)?.median ?? null,
      p90: found.get(index)?.p90 ?? null,
    }),
  }))
}

async function summary(call: MemberCall) {
  const query = parse(summaryQuery, call.query)
  const range = rangeOf(query, call.ports.now())
  const subject = await subjectOf(call, query)
  const { business_hours: businessHours = false } = query
  const [now, before] = await Promise.all(
    [range, rangeBefore(range)].map((one) => summarise(call, subject, one, businessHours)),
  )
  return { ...now, previous: before }
}

async function summarise(call: MemberCall, subject: Subject, range: Range, businessHours: boolean) {
  const spreadOf = async (metric: MetricName) =>
    (await spreadsOf(call, subject, [range], { metric, businessHours }))?.get(0)
  const [[sums], first, resolution, reply] = await Promise.all([
    sumsOf(call, subject, [range], [...SUMMARY]),
    spreadOf(SPREADS.first_response_time),
    spreadOf(SPREADS.resolution_time),
    spreadOf(SPREADS.reply_time),
  ])
  const values = valuesOf(SUMMARY, sums, businessHours)
  return { ...values, ...spreads({ first_response_time: first, resolution_time: resolution, reply_time: reply }) }
}

function sumsOf({ ports, caller }: MemberCall, { dimension, key }: Subject, buckets: Range[], metrics: MetricName[]) {
  const question = { accountId: caller.accountId, dimension, keys: [key], buckets, sums: sumsFor(metrics) }
  return readSums(ports.reader, question)
}

/** Of what is an average only. */
async function spreadsOf(
  { ports, caller }: MemberCall,
  subject: Subject,
  buckets: Range[],
  { metric, businessHours }: { metric: MetricName; businessHours: boolean },
) {
  const { kind } = metricOf(metric)
  if (!kind) return undefined
  return readSpreads(ports.reader, { accountId: caller.accountId, ...subject, kind, businessHours }, buckets)
}
