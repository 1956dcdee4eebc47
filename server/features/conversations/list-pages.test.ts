import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aDeskForAll } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite, type Answer, type TestAgent } from '../../testing/people.ts'
import { countQueries } from '../../testing/query-count.ts'
import { dice } from '../../testing/rubbish.ts'

const TALKS = 90
const STATUSES = ['open', 'resolved', 'pending', 'snoozed']
const RANKS: Record<string, number> = { low: 1, medium: 2, high: 3, urgent: 4 }

const desk = aDeskForAll()
const inboxIds: number[] = []
let askers: { who: TestAgent; inboxIds: number[] }[]
let rows: Row[]

interface Row {
  id: number
  number: number
  inbox_id: number
  status: string
  priority: string | null
  assignee_id: number | null
  labels: string[]
  waiting_since: Date | null
  created_at: Date
  last_activity_at: Date
}

beforeAll(async () => {
  const { ada, app, database } = desk()
  const websites = [await aWebsite(ada), await aWebsite(ada), await aWebsite(ada), await aWebsite(ada)]
  inboxIds.push(...websites.map((website) => website.id))
  const ines = await anAgent(app, ada, { name: 'Ines', inboxIds: inboxIds.slice(1, 3) })
  const otto = await anAgent(app, ada, { name: 'Otto', inboxIds: inboxIds.slice(3) })
  const nobody = await anAgent(app, ada, { name: 'Nobody' })
  askers = [
    { who: ada, inboxIds },
    { who: ines, inboxIds: inboxIds.slice(1, 3) },
    { who: otto, inboxIds: inboxIds.slice(3) },
    { who: nobody, inboxIds: [] },
  ]
  const visitor = await aVisitor(app, websites[0]?.website_token)
  await visitor.writes('Hello')
  await fill([ada, ines, otto].map((agent) => agent.user.id))
  rows = await database.db.selectFrom('conversations').selectAll().execute()
})

async function fill(agentIds: number[]) {
  const from = dice(7)
  // Few moments, so that the ids have to decide.
  const moment = () => new Date(Date.UTC(2026, 0, 1 + from.below(6)))
  const values = Array.from({ length: TALKS }, (_, index) => {
    const priority = from.below(3) === 0 ? from.pick(['low', 'medium', 'high', 'urgent']) : null
    const waiting = from.below(3) === 0 ? moment() : null
    const labels = ['vip', 'late'].filter(() => from.below(4) === 0)
    return sql`(${desk().accountId}::integer, ${from.pick(inboxIds)}::integer, ${index + 2}::integer, ${from.pick(STATUSES)},
      ${priority}, ${from.pick([null, null, ...agentIds])}::integer, ${labels}::text[], ${waiting}::timestamptz,
      ${moment()}::timestamptz, ${moment()}::timestamptz)`
  })
  await sql`insert into conversations (account_id, inbox_id, contact_id, contact_inbox_id, number, status, priority, assignee_id,
      labels, waiting_since, created_at, last_activity_at)
    select made.account_id, made.inbox_id, place.contact_id, place.id, number, status, priority, assignee_id, labels, waiting_since,
      made.created_at, last_activity_at
    from (values ${sql.join(values)}) as made (account_id, inbox_id, number, status, priority, assignee_id, labels, waiting_since,
      created_at, last_activity_at), (select * from contact_inboxes limit 1) as place`.execute(desk().database.db)
}

/** What a list must hold, in order: everything is looked at and compared. */
function expected(asker: (typeof askers)[number], query: Query): number[] {
  const { who, inboxIds: seen } = asker
  const [key, direction] = [query.sort.slice(0, query.sort.lastIndexOf('_')), query.sort.endsWith('_asc') ? 1 : -1]
  const value = (row: Row): number => {
    if (key === 'priority') return RANKS[row.priority ?? ''] ?? 0
    if (key === 'waiting_since') return row.waiting_since?.getTime() ?? direction * Infinity
    return row[key as 'created_at' | 'last_activity_at'].getTime()
  }
  return rows
    .filter((row) => seen.includes(row.inbox_id) && (query.status === 'all' || row.status === query.status))
    .filter((row) => query.inboxId === undefined || row.inbox_id === query.inboxId)
    .filter((row) => query.label === undefined || row.labels.includes(query.label))
    .filter((row) => {
      if (query.tab === 'me') return row.assignee_id === who.user.id
      if (query.tab === 'all') return true
      return (row.assignee_id === null) === (query.tab === 'unassigned')
    })
    .sort((one, other) => {
      const [a, b] = [value(one), value(other)]
      return a === b ? other.id - one.id : direction * (a < b ? -1 : 1)
    })
    .map((row) => row.number)
}

interface Query {
  status: string
  tab: string
  sort: string
  inboxId?: number
  label?: string
}

async function listed(who: TestAgent, query: Query, page: string): Promise<Answer['body']['data']> {
  const { status, tab, sort, inboxId, label } = query
  const more = `${inboxId ? `&inbox_id=${inboxId}` : ''}${label ? `&labels[]=${label}` : ''}`
  const path = `~/conversations?status=${status}&assignee_type=${tab}&sort_by=${sort}&per_page=7${more}&${page}`
  const answer = await who.get(path)
  expect([path, answer.status]).toEqual([path, 200])
  return answer.body.data
}

const numbersOf = (data: Answer['body']): number[] => data.payload.map((one: { id: number }) => one.id)

const SORTS = ['last_activity_at', 'created_at', 'waiting_since', 'priority'].flatMap((key) => [
  `${key}_asc`,
  `${key}_desc`,
])

for (const sort of SORTS) {
  test(`by ${sort} every page holds what a walk through all rows says, whoever asks and for what`, async () => {
    const from = dice(SORTS.indexOf(sort) + 1)
    for (const asker of askers) {
      for (let turn = 0; turn < 6; turn += 1) {
        const query: Query = {
          sort,
          status: from.pick([...STATUSES, 'all', 'all']),
          tab: from.pick(['all', 'all', 'me', 'unassigned', 'assigned']),
          ...(from.below(4) === 0 && { inboxId: from.pick(inboxIds) }),
          ...(from.below(4) === 0 && { label: 'vip' }),
        }
        const wanted = expected(asker, query)
        const seen: number[] = []
        for (let cursor: string | null = ''; cursor !== null;) {
          const data: Answer['body'] = await listed(asker.who, query, cursor ? `cursor=${cursor}` : 'page=1')
          seen.push(...numbersOf(data))
          cursor = data.meta.next_cursor
        }
        expect([query, seen]).toEqual([query, wanted])
        const third = await listed(asker.who, query, 'page=3')
        expect([query, numbersOf(third)]).toEqual([query, wanted.slice(14, 21)])
      }
    }
  })
}

test('a list, its counts, a thread and one conversation cost a known few statements each', async () => {
  const { ada } = desk()
  const cost = async (path: string, who = ada) => {
    await who.get(path)
    return countQueries(() => who.get(path))
  }
  const signedIn = await cost('~/cache_keys')
  expect(await cost('~/conversations?status=all')).toBeLessThanOrEqual(signedIn + 4)
  expect(await cost('~/conversations?status=all', askers[1]?.who)).toBeLessThanOrEqual(signedIn + 4)
  expect(await cost('~/conversations?status=all&sort_by=priority_desc')).toBeLessThanOrEqual(signedIn + 8)
  expect(await cost('~/conversations/meta?status=all')).toBeLessThanOrEqual(signedIn)
  expect(await cost('~/conversations/1')).toBeLessThanOrEqual(signedIn + 3)
  expect(await cost('~/conversations/1/messages')).toBeLessThanOrEqual(signedIn + 4)
})
