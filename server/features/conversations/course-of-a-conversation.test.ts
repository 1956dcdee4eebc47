import { beforeEach, expect, test } from 'vitest'
import { aDeskForAll } from '../../testing/desk.ts'
import { aVisitor, aWebsite, type Answer, type TestVisitor } from '../../testing/people.ts'

const desk = aDeskForAll()
let mo: TestVisitor
let one: string

beforeEach(async () => {
  const inbox = await aWebsite(desk().ada)
  mo = await aVisitor(desk().app, inbox.website_token)
  one = `~/conversations/${(await mo.writes('Hello')).body.conversation_id}`
})

async function now(): Promise<Answer['body']> {
  return (await desk().ada.get(one)).body
}

function inSeconds(seconds: number): number {
  return Math.floor(desk().ports.now().getTime() / 1000) + seconds
}

function snooze(seconds: number) {
  return desk().ada.post(`${one}/toggle_status`, { status: 'snoozed', snoozed_until: inSeconds(seconds) })
}

for (const status of ['resolved', 'snoozed']) {
  test(`a message of the customer opens a ${status} conversation, and the thread tells so`, async () => {
    await desk().ada.post(`${one}/toggle_status`, { status })
    expect((await now()).status).toBe(status)
    await mo.writes('Still broken')
    expect((await now()).status).toBe('open')
    const { body } = await desk().ada.get(`${one}/messages`)
    expect(body.payload.at(-1)).toMatchObject({ message_type: 2, content: 'The customer reopened the conversation' })
  })
}

test('a message of the customer leaves a pending conversation pending', async () => {
  await desk().ada.post(`${one}/toggle_status`, { status: 'pending' })
  await mo.writes('Hello?')
  expect((await now()).status).toBe('pending')
})

test('a blocked customer is heard, but opens nothing, and begins resolved', async () => {
  const { meta } = await now()
  await desk().ada.post(`${one}/toggle_status`, { status: 'resolved' })
  await desk().ada.patch(`~/contacts/${meta.sender.id}`, { blocked: true })
  expect((await mo.writes('Let me in')).status).toBe(200)
  expect(await now()).toMatchObject({ status: 'resolved', muted: true })
  const fresh = await mo.post('/conversations', { message: { content: 'Let me in' } })
  expect(fresh.body.status).toBe('resolved')
})

test('toggling without a word resolves what is open and opens the rest', async () => {
  const toggle = async () => (await desk().ada.post(`${one}/toggle_status`)).body.payload.current_status
  expect([await toggle(), await toggle()]).toEqual(['resolved', 'open'])
  await snooze(600)
  expect(await toggle()).toBe('open')
  expect((await now()).snoozed_until).toBeNull()
})

test('who waits, since when, ends with an answer and not with a note', async () => {
  const { waiting_since: since } = await now()
  expect(since).toBeGreaterThan(0)
  desk().pass(60)
  await mo.writes('Anybody?')
  expect((await now()).waiting_since).toBe(since)
  await desk().ada.post(`${one}/messages`, { content: 'Look into this', private: true })
  expect(await now()).toMatchObject({ waiting_since: since, first_reply_created_at: 0 })
  desk().pass(60)
  await desk().ada.post(`${one}/messages`, { content: 'On it' })
  const answered = await now()
  expect(answered.waiting_since).toBe(0)
  expect(answered.first_reply_created_at).toBeGreaterThan(since)
  desk().pass(60)
  await desk().ada.post(`${one}/messages`, { content: 'Done' })
  expect((await now()).first_reply_created_at).toBe(answered.first_reply_created_at)
  await mo.writes('Thanks')
  expect((await now()).waiting_since).toBeGreaterThan(since)
})

test('nobody waits any more in a resolved conversation', async () => {
  await desk().ada.post(`${one}/toggle_status`, { status: 'resolved' })
  expect((await now()).waiting_since).toBe(0)
})

test('messages of the customer count as unread up to ten, until an agent has looked', async () => {
  for (let count = 2; count <= 12; count += 1) await mo.writes(`Message ${count}`)
  expect((await now()).unread_count).toBe(10)
  const { body: seen } = await desk().ada.post(`${one}/update_last_seen`)
  expect(seen.unread_count).toBe(0)
  expect(seen.agent_last_seen_at).toBeGreaterThan(0)
  const { body: unread } = await desk().ada.post(`${one}/unread`)
  expect(unread.unread_count).toBe(1)
  await desk().ada.post(`${one}/messages`, { content: 'An answer is not unread' })
  expect((await now()).unread_count).toBe(1)
})

test("the customer's look makes what was written to them read, and tells agents when", async () => {
  await desk().ada.post(`${one}/messages`, { content: 'Hi Mo' })
  await desk().ada.post(`${one}/messages`, { content: 'A note', private: true })
  await mo.post('/conversations/update_last_seen')
  const { body } = await desk().ada.get(`${one}/messages`)
  const states = body.payload.map((message: { content: string; status: string }) => [message.content, message.status])
  expect(states).toEqual([
    ['Hello', 'sent'],
    ['Hi Mo', 'read'],
    ['A note', 'sent'],
  ])
  expect((await now()).contact_last_seen_at).toBeGreaterThan(0)
})

test('a snooze needs a moment in the future that exists', async () => {
  for (const seconds of [-1, -86_400, 1e15]) {
    const answer = await snooze(seconds)
    expect(answer.status).toBe(422)
    expect(answer.body.attributes).toEqual(['snoozed_until'])
  }
  expect((await now()).status).toBe('open')
})

test('a snoozed conversation wakes at its time and not before', async () => {
  await snooze(3600)
  await desk().settle()
  expect((await now()).status).toBe('snoozed')
  // The queue goes by the database's clock, so the desk's goes back and the time to wake has come.
  desk().pass(-7200)
  await snooze(1800)
  desk().pass(7200)
  await desk().settle()
  expect(await now()).toMatchObject({ status: 'open', snoozed_until: null })
})

test('a conversation that begins snoozed wakes too', async () => {
  const { inbox_id, meta } = await now()
  desk().pass(-7200)
  const body = { inbox_id, contact_id: meta.sender.id, status: 'snoozed', snoozed_until: inSeconds(1800) }
  const created = await desk().ada.post('~/conversations', body)
  desk().pass(7200)
  expect(created.body.status).toBe('snoozed')
  await desk().settle()
  expect((await desk().ada.get(`~/conversations/${created.body.id}`)).body.status).toBe('open')
})

test('a conversation that was snoozed again sleeps until the second time', async () => {
  desk().pass(-7200)
  await snooze(1800)
  desk().pass(7200)
  await desk().ada.post(`${one}/toggle_status`, { status: 'open' })
  await snooze(3600)
  await desk().settle()
  expect((await now()).status).toBe('snoozed')
})

test('the same status again changes nothing and says nothing', async () => {
  await desk().ada.post(`${one}/toggle_status`, { status: 'resolved' })
  await desk().ada.post(`${one}/toggle_status`, { status: 'resolved' })
  const { body } = await desk().ada.get(`${one}/messages`)
  const lines = body.payload.filter((message: { message_type: number }) => message.message_type === 2)
  expect(lines).toHaveLength(1)
})
