import { beforeAll, expect, test } from 'vitest'
import { aDeskForAll } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite, type Answer, type TestAgent } from '../../testing/people.ts'
import { countQueries } from '../../testing/query-count.ts'

const desk = aDeskForAll()
const TALKS = 23
let website: Answer['body']
let ines: TestAgent

beforeAll(async () => {
  const { ada, app, pass } = desk()
  website = await aWebsite(ada)
  ines = await anAgent(app, ada, { name: 'Ines', inboxIds: [website.id] })
  for (let count = 1; count <= TALKS; count += 1) {
    // Three at a time at the same moment, so that the id has to decide between them.
    if (count % 3 === 0) pass(60)
    await aTalk(count)
  }
})

async function aTalk(count: number) {
  const { ada, app } = desk()
  const visitor = await aVisitor(app, website.website_token)
  const { body } = await visitor.writes(`Talk ${count}`)
  const one = `~/conversations/${body.conversation_id}`
  const priority = ['low', 'medium', 'high', 'urgent', null][count % 5]
  if (priority) await ada.post(`${one}/toggle_priority`, { priority })
  if (count % 4 === 0) await ada.post(`${one}/messages`, { content: 'Answered' })
  if (count % 3 === 0) await ada.post(`${one}/assignments`, { assignee_id: count % 2 ? ada.user.id : ines.user.id })
  if (count % 5 === 0) await visitor.post('/labels', { label: 'fifth' })
  return visitor
}

async function list(query: string, who: TestAgent = desk().ada): Promise<Answer['body']['data']> {
  const answer = await who.get(`~/conversations?${query}`)
  expect(answer.status).toBe(200)
  return answer.body.data
}

async function idsOf(query: string): Promise<number[]> {
  return (await list(query)).payload.map((one: { id: number }) => one.id)
}

/** Walks through all pages by their cursors; `between` happens after each. */
async function walk(query: string, between = async () => {}): Promise<Answer['body'][]> {
  const seen: Answer['body'][] = []
  let cursor: string | null = ''
  do {
    const page = await list(`${query}&per_page=4${cursor ? `&cursor=${cursor}` : ''}`)
    seen.push(...page.payload)
    cursor = page.meta.next_cursor
    await between()
  } while (cursor)
  return seen
}

const RANKS: Record<string, number> = { low: 1, medium: 2, high: 3, urgent: 4 }

const KEYS: Record<string, (one: Answer['body'], direction: string) => number> = {
  last_activity_at: (one) => one.last_activity_at,
  created_at: (one) => one.created_at,
  waiting_since: (one, direction) => one.waiting_since || (direction === 'asc' ? Infinity : -Infinity),
  priority: (one) => RANKS[one.priority] ?? 0,
}

for (const [name, keyOf] of Object.entries(KEYS)) {
  for (const direction of ['asc', 'desc']) {
    test(`walking by ${name}_${direction} meets everybody once and in order`, async () => {
      const seen = await walk(`status=all&sort_by=${name}_${direction}`)
      expect(new Set(seen.map((one) => one.id)).size).toBe(TALKS)
      expect(seen).toHaveLength(TALKS)
      const keys = seen.map((one) => keyOf(one, direction))
      const sign = direction === 'asc' ? 1 : -1
      expect(keys).toEqual([...keys].sort((a, b) => (a === b ? 0 : sign * (a < b ? -1 : 1))))
    })
  }
}

test('pages by number and by cursor hold the same, and the mobile app may say latest', async () => {
  const byCursor = (await walk('status=all')).map((one) => one.id)
  const pages = await Promise.all([1, 2, 3, 4, 5, 6].map((page) => idsOf(`status=all&per_page=4&page=${page}`)))
  expect(pages.flat()).toEqual(byCursor)
  expect(await idsOf('status=all&sort_by=latest')).toEqual(byCursor)
})

test('conversations that begin while somebody pages neither repeat nor hide others', async () => {
  const before = new Set(await idsOf('status=all&per_page=100'))
  for (const sort of ['last_activity_at_desc', 'created_at_asc']) {
    const { ada } = desk()
    const begin = async () => {
      const body = { inbox_id: website.id, contact_id: await aContact() }
      await ada.post('~/conversations', { ...body, status: 'resolved' })
    }
    let begun = 0
    const seen = await walk(`status=all&sort_by=${sort}`, async () => {
      if (begun++ < 3) await begin()
    })
    const ids = seen.map((one) => one.id)
    expect(new Set(ids).size).toBe(ids.length)
    expect([...before].filter((id) => !ids.includes(id))).toEqual([])
  }
  await desk().database.db.deleteFrom('conversations').where('status', '=', 'resolved').execute()
})

async function aContact(): Promise<number> {
  return (await desk().ada.post('~/contacts', { name: 'New' })).body.payload.contact.id
}

test('the counts do not look at who has a conversation, the list does', async () => {
  const { ada } = desk()
  const all = await list('assignee_type=all')
  const counts = { all_count: TALKS, assigned_count: 7, unassigned_count: TALKS - 7, mine_count: 4 }
  expect(all.meta).toMatchObject(counts)
  for (const [type, size] of Object.entries({ me: 4, assigned: 7, unassigned: TALKS - 7 })) {
    const page = await list(`assignee_type=${type}&per_page=100`)
    expect(page.payload).toHaveLength(size)
    expect(page.meta).toMatchObject(counts)
  }
  expect((await ada.get('~/conversations/meta?assignee_type=me')).body.meta).toEqual(counts)
  expect((await list('assignee_type=me', ines)).meta).toMatchObject({ mine_count: 3, all_count: TALKS })
})

test('the filters keep what they name', async () => {
  expect(await idsOf('labels[]=fifth')).toHaveLength(4)
  expect(await idsOf('labels[]=fifth&labels[]=other')).toEqual([])
  expect(await idsOf(`inbox_id=${website.id}&per_page=100`)).toHaveLength(TALKS)
  expect(await idsOf('inbox_id=999')).toEqual([])
  expect(await idsOf('status=resolved')).toEqual([])
  expect(await idsOf('conversation_type=unattended&per_page=100')).toHaveLength(TALKS - 5)
  const [first] = (await list('per_page=1')).payload
  expect(await idsOf(`source_id=${first.messages[0].conversation.contact_inbox.source_id}`)).toEqual([first.id])
})

test('updated_within keeps the recent ones on one page', async () => {
  const { ada, pass } = desk()
  pass(3600)
  await ada.post('~/conversations/3/toggle_priority', { priority: 'medium' })
  expect(await idsOf('updated_within=60')).toEqual([3])
  expect(await idsOf('updated_within=86400&per_page=2')).toHaveLength(TALKS)
})

test('a page has 25 rows unless 1 to 100 are asked for', async () => {
  expect(await idsOf('status=all')).toHaveLength(TALKS)
  for (const size of ['0', '-1', '101', 'many', '1.5']) {
    const answer = await desk().ada.get(`~/conversations?per_page=${size}`)
    expect([answer.status, answer.body.attributes]).toEqual([422, ['per_page']])
  }
})

test('a cursor that is not ours, or of another order, is refused by its name', async () => {
  const { meta } = await list('per_page=2&sort_by=priority_desc')
  const wrong = [
    'rubbish',
    Buffer.from('["x","y"]').toString('base64url'),
    Buffer.from('["2026-13-45T99:99:99Z",1]').toString('base64url'),
    Buffer.from('[null,null]').toString('base64url'),
    Buffer.from('["infinity",1e99]').toString('base64url'),
    meta.next_cursor,
  ]
  for (const cursor of wrong) {
    const answer = await desk().ada.get(`~/conversations?cursor=${cursor}`)
    expect([answer.status, answer.body.attributes]).toEqual([422, ['cursor']])
  }
})

test('an unknown order is refused by its name', async () => {
  const answer = await desk().ada.get('~/conversations?sort_by=name')
  expect([answer.status, answer.body.attributes]).toEqual([422, ['sort_by']])
})

test('a list costs the same few statements however long it is', async () => {
  const cost = (size: number) => countQueries(() => list(`per_page=${size}`))
  await cost(1)
  expect(await cost(1)).toBe(await cost(20))
  expect(await cost(20)).toBeGreaterThan(0)
  expect(await cost(20)).toBeLessThanOrEqual(8)
})
