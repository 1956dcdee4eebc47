import { stringify } from 'csv-stringify/sync'
import { rangeQuery } from '../../../contract/http/reports.ts'
import { bucketsOf, readSums } from '../../features/reports/index.ts'
import { answered, type Call } from '../../platform/http/route.ts'
import { inAccountV2, member, type MemberCaller } from '../access.ts'
import { parse } from '../parse.ts'
import { permitted } from '../permitted.ts'
import { channelName } from '../present/inbox.ts'
import { countOf, ROW, SUMMARY, sumsFor, valueOf, type MetricName, type SomeSums } from '../present/report.ts'
import { offsetOf, rangeOf, refuseTooFine } from '../report-range.ts'
import { allInboxes, sumsByThing, thingsOf, type ThingType } from '../report-things.ts'

type MemberCall = Call<MemberCaller>
type Cell = string | number

/** Reports as files of comma-separated values (contract 2.16). Times are in seconds, so that a spreadsheet can go on with them. */
export const reportFileRoutes = [
  ...(
    [
      ['agents', 'agent'],
      ['inboxes', 'inbox'],
      ['labels', 'label'],
      ['teams', 'team'],
    ] as const
  ).map(([name, type]) => file(name, `Downloads the metrics of a time for each ${type} as CSV`, byThing(type))),
  file('conversations_summary', 'Downloads the metrics of each day of a time as CSV', byDay),
  file('conversation_traffic', 'Downloads how many conversations began in each hour of a time as CSV', byHour),
]

function file(name: string, summary: string, rows: (call: MemberCall) => Promise<Cell[][]>) {
  const handle = async (call: MemberCall) => {
    const lines = await rows(call)
    call.reply
      .headers({
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="${name}.csv"`,
        'cache-control': 'no-store',
      })
      // A name that begins like a formula stays a name in somebody's spreadsheet.
      .send(stringify(lines, { escape_formulas: true }))
    return answered
  }
  return member('GET', inAccountV2(`/reports/${name}`), permitted('report_manage', handle), {
    summary,
    query: rangeQuery,
  })
}

const HEADINGS: Partial<Record<MetricName, string>> = {
  conversations_count: 'Conversations',
  incoming_messages_count: 'Messages received',
  outgoing_messages_count: 'Messages sent',
  resolutions_count: 'Resolutions',
  avg_resolution_time: 'Average resolution time (s)',
  avg_first_response_time: 'Average first response time (s)',
  reply_time: 'Average reply time (s)',
}

function cells(metrics: readonly MetricName[], sums: SomeSums | undefined, businessHours = false): Cell[] {
  return metrics.map((name) => {
    const value = valueOf(name, sums, businessHours)
    return value === null ? '' : Math.round(value)
  })
}

function byThing(type: ThingType) {
  const what = { agent: 'Agent', inbox: 'Inbox', label: 'Label', team: 'Team' }[type]
  return async (call: MemberCall): Promise<Cell[][]> => {
    const query = parse(rangeQuery, call.query)
    const range = rangeOf(query, call.ports.now())
    const [things, sums, kinds] = await Promise.all([
      thingsOf(call, type),
      sumsByThing(call, type, range, sumsFor(ROW)),
      type === 'inbox' ? kindsOf(call) : undefined,
    ])
    return [
      [what, ...(kinds ? ['Channel'] : []), ...ROW.map((name) => HEADINGS[name] ?? name)],
      ...things.map(({ id, name, key }) => [
        name,
        ...(kinds ? [kinds.get(id) ?? ''] : []),
        ...cells(ROW, sums.get(key), query.business_hours),
      ]),
    ]
  }
}

async function kindsOf({ ports, caller }: MemberCall): Promise<Map<number, string>> {
  const inboxes = await allInboxes(ports.reader, caller.accountId)
  return new Map(inboxes.map(({ id, channelType }) => [id, channelName(channelType)]))
}

async function byDay(call: MemberCall): Promise<Cell[][]> {
  const { buckets, rows, query } = await accountBy(call, 'day', [...SUMMARY])
  const sums = new Map(rows.map((row) => [row.bucket, row]))
  return [
    ['Date', ...SUMMARY.map((name) => HEADINGS[name] ?? name)],
    ...buckets.map(({ local }, index) => [
      local.slice(0, 10),
      ...cells(SUMMARY, sums.get(index), query.business_hours),
    ]),
  ]
}

/** A row for each hour of the day, a column for each day: what is dark in a heat map. */
async function byHour(call: MemberCall): Promise<Cell[][]> {
  const { buckets, rows } = await accountBy(call, 'hour', ['conversations_count'])
  const counts = new Map(rows.map((row) => [row.bucket, countOf('conversations_count', row)]))
  const days = [...new Set(buckets.map(({ local }) => local.slice(0, 10)))]
  const found = new Map(buckets.map(({ local }, index) => [local.slice(0, 13), counts.get(index) ?? 0]))
  const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))
  return [
    ['Hour', ...days],
    ...hours.map((hour) => [`${hour}:00`, ...days.map((day) => found.get(`${day}T${hour}`) ?? 0)]),
  ]
}

async function accountBy(call: MemberCall, groupBy: 'day' | 'hour', metrics: MetricName[]) {
  const query = parse(rangeQuery, call.query)
  const range = rangeOf(query, call.ports.now())
  refuseTooFine(range, groupBy)
  const offset = offsetOf(query)
  const buckets = bucketsOf(range, groupBy, offset).map((one) => ({
    ...one,
    local: new Date(one.name.getTime() + offset * 60_000).toISOString(),
  }))
  const { accountId } = call.caller
  const question = { accountId, dimension: 'account' as const, keys: [''], buckets, sums: sumsFor(metrics) }
  return { query, buckets, rows: await readSums(call.ports.reader, question) }
}
