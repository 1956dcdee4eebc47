import { beforeAll, expect, test } from 'vitest'
import { aDeskForAll } from '../../testing/desk.ts'
import { aVisitor, aWebsite, type Answer, type TestVisitor } from '../../testing/people.ts'
import { countQueries } from '../../testing/query-count.ts'

const desk = aDeskForAll()
const MESSAGES = 1050
let mo: TestVisitor
let thread: string
/** The ids of the thread, ascending. */
let ids: number[]

beforeAll(async () => {
  const { ada, app, database } = desk()
  const website = await aWebsite(ada)
  mo = await aVisitor(app, website.website_token)
  const first = await mo.writes('Message 1')
  thread = `~/conversations/${first.body.conversation_id}/messages`
  const rows = Array.from({ length: MESSAGES - 1 }, (_, index) => ({
    account_id: desk().accountId,
    inbox_id: website.id as number,
    conversation_id: 1,
    direction: 'incoming',
    content: `Message ${index + 2}`,
    sender_type: 'contact',
    sender_id: 1,
  }))
  await database.db.insertInto('messages').values(rows).execute()
  const stored = await database.db.selectFrom('messages').select('id').orderBy('id').execute()
  ids = stored.map((row) => row.id)
})

function idsIn(answer: Answer): number[] {
  expect(answer.status).toBe(200)
  return answer.body.payload.map((message: { id: number }) => message.id)
}

async function ask(query: string): Promise<number[]> {
  return idsIn(await desk().ada.get(`${thread}${query}`))
}

/** The id of the n-th message. */
const nth = (n: number) => ids[n - 1] ?? 0

test('without a word the latest 20 come, the oldest first', async () => {
  expect(await ask('')).toEqual(ids.slice(-20))
})

test('before brings the 20 older ones, without the one named', async () => {
  expect(await ask(`?before=${nth(500)}`)).toEqual(ids.slice(479, 499))
  expect(await ask(`?before=${nth(5)}`)).toEqual(ids.slice(0, 4))
  expect(await ask(`?before=${nth(1)}`)).toEqual([])
})

test('after brings the next 100, without the one named', async () => {
  expect(await ask(`?after=${nth(500)}`)).toEqual(ids.slice(500, 600))
  expect(await ask(`?after=${nth(MESSAGES)}`)).toEqual([])
  expect(await ask('?after=0')).toEqual(ids.slice(0, 100))
})

test('both bring up to 1000 between them, with the first and without the last', async () => {
  expect(await ask(`?after=${nth(10)}&before=${nth(20)}`)).toEqual(ids.slice(9, 19))
  expect(await ask(`?after=${nth(1)}&before=${nth(MESSAGES)}`)).toEqual(ids.slice(0, 1000))
})

test('walking back from the end meets every message once', async () => {
  let seen = await ask('')
  for (;;) {
    const older = await ask(`?before=${seen[0]}`)
    if (older.length === 0) break
    seen = [...older, ...seen]
  }
  expect(seen).toEqual(ids)
})

test('a visitor pages the same way', async () => {
  const asVisitor = async (query: string) => idsIn(await mo.get(`/messages${query}`))
  expect(await asVisitor('')).toEqual(ids.slice(-20))
  expect(await asVisitor(`?before=${nth(30)}`)).toEqual(ids.slice(9, 29))
  expect(await asVisitor(`?after=${nth(1000)}`)).toEqual(ids.slice(1000))
})

test('a word that is no id is refused by its name', async () => {
  const answer = await desk().ada.get(`${thread}?before=yesterday`)
  expect([answer.status, answer.body.attributes]).toEqual([422, ['before']])
})

test('a thread costs the same few statements however long it is', async () => {
  const cost = (query: string) => countQueries(() => ask(query))
  await cost('')
  expect(await cost(`?before=${nth(2)}`)).toBe(await cost(`?after=${nth(1)}&before=${nth(MESSAGES)}`))
  expect(await cost('')).toBeGreaterThan(0)
  expect(await cost('')).toBeLessThanOrEqual(9)
})
