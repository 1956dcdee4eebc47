import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { aDeskForAll } from '../../testing/desk.ts'
import { aClient, anApiInbox } from '../../testing/furnished.ts'
import { aVisitor, aWebsite, type Answer } from '../../testing/people.ts'

const desk = aDeskForAll()

async function aStartedTalk() {
  const inbox = await aWebsite(desk().ada)
  const mo = await aVisitor(desk().app, inbox.website_token)
  const { body } = await mo.writes('Hello')
  return { mo, number: body.conversation_id as number, thread: `~/conversations/${body.conversation_id}/messages` }
}

async function contents(thread: string): Promise<string[]> {
  const { body } = await desk().ada.get(thread)
  return body.payload.map((message: { content: string }) => message.content)
}

function ids(answers: Answer[]): Set<number> {
  expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 200))
  return new Set(answers.map((answer) => answer.body.id))
}

test('the same key sent again is the same message', async () => {
  const { thread } = await aStartedTalk()
  const key = { 'idempotency-key': randomUUID() }
  const answers = [
    await desk().ada.post(thread, { content: 'Once' }, key),
    await desk().ada.post(thread, { content: 'Once' }, key),
  ]
  expect(ids(answers).size).toBe(1)
  expect(await contents(thread)).toEqual(['Hello', 'Once'])
})

test('the same key sent ten times at once is one message', async () => {
  const { thread, mo } = await aStartedTalk()
  const key = { 'idempotency-key': randomUUID() }
  const ten = [...Array(10).keys()]
  const byAgent = await Promise.all(ten.map(() => desk().ada.post(thread, { content: 'By Ada' }, key)))
  const byVisitor = await Promise.all(ten.map(() => mo.writes('By Mo', key)))
  expect(ids(byAgent).size).toBe(1)
  expect(ids(byVisitor).size).toBe(1)
  expect(await contents(thread)).toEqual(['Hello', 'By Ada', 'By Mo'])
})

test('the same key in another conversation is another message', async () => {
  const [one, other] = [await aStartedTalk(), await aStartedTalk()]
  const key = { 'idempotency-key': randomUUID() }
  await desk().ada.post(one.thread, { content: 'Here' }, key)
  await desk().ada.post(other.thread, { content: 'There' }, key)
  expect(await contents(one.thread)).toEqual(['Hello', 'Here'])
  expect(await contents(other.thread)).toEqual(['Hello', 'There'])
})

test('a key that is no key is refused by its name', async () => {
  const { thread } = await aStartedTalk()
  const answer = await desk().ada.post(thread, { content: 'x' }, { 'idempotency-key': 'short' })
  expect(answer.status).toBe(422)
  expect(answer.body.attributes).toEqual(['Idempotency-Key'])
})

test('two tabs that write first at the same time make one contact and one conversation', async () => {
  const inbox = await aWebsite(desk().ada)
  for (let round = 0; round < 5; round += 1) {
    const mo = await aVisitor(desk().app, inbox.website_token)
    const [one, other] = await Promise.all([mo.writes('From one tab'), mo.writes('From the other')])
    expect(one.status).toBe(200)
    expect(other.body.conversation_id).toBe(one.body.conversation_id)
    expect(other.body.sender.id).toBe(one.body.sender.id)
    expect((await contents(`~/conversations/${one.body.conversation_id}/messages`)).sort()).toEqual([
      'From one tab',
      'From the other',
    ])
  }
})

test('two tabs that say who the visitor is at the same time make one contact', async () => {
  const inbox = await aWebsite(desk().ada)
  const [one, other] = [
    await aVisitor(desk().app, inbox.website_token),
    await aVisitor(desk().app, inbox.website_token),
  ]
  const answers = await Promise.all(
    [one, one, other, other].map((tab) => tab.patch('/contact/set_user', { identifier: 'mo-1', name: 'Mo' })),
  )
  expect(ids(answers).size).toBe(1)
})

test('a first message repeated with its key does not begin a second conversation', async () => {
  const inbox = await aWebsite(desk().ada)
  const mo = await aVisitor(desk().app, inbox.website_token)
  const key = { 'idempotency-key': randomUUID() }
  const first = await mo.post('/conversations', { message: { content: 'Hello' } }, key)
  const again = await mo.post('/conversations', { message: { content: 'Hello' } }, key)
  expect(again.body.id).toBe(first.body.id)
  expect(again.body.messages).toHaveLength(1)
})

test('a client of the public API is not doubled either', async () => {
  const inbox = await anApiInbox(desk())
  const kim = await aClient(desk(), inbox.inbox_identifier)
  const key = { 'idempotency-key': randomUUID() }
  const write = () => kim.post(`@/conversations/${kim.conversation}/messages`, { content: 'Hello' }, key)
  expect(ids(await Promise.all([write(), write(), write()])).size).toBe(1)
})

test('a source id is one message in its inbox, and an empty one is none', async () => {
  const { thread } = await aStartedTalk()
  const sent = async (source_id: string) => (await desk().ada.post(thread, { content: 'x', source_id })).body
  expect((await sent('mail-1')).id).toBe((await sent('mail-1')).id)
  expect((await sent('')).id).not.toBe((await sent('')).id)
  expect((await sent('')).source_id).toBeNull()
})

test('what the client calls its message comes back once and is not kept', async () => {
  const { thread, mo } = await aStartedTalk()
  expect((await desk().ada.post(thread, { content: 'Hi', echo_id: 'tmp-1' })).body.echo_id).toBe('tmp-1')
  expect((await mo.post('/messages', { message: { content: 'Hi', echo_id: 'tmp-2' } })).body.echo_id).toBe('tmp-2')
  const { body } = await desk().ada.get(thread)
  expect(JSON.stringify(body)).not.toContain('tmp-')
})

test('a customer cannot use up the key of the greeting', async () => {
  const inbox = await aWebsite(desk().ada, { greeting_enabled: true, greeting_message: 'Welcome!' })
  const mo = await aVisitor(desk().app, inbox.website_token)
  const { body } = await mo.writes('Hello', { 'idempotency-key': 'greeting' })
  await desk().settle()
  expect(await contents(`~/conversations/${body.conversation_id}/messages`)).toEqual(['Hello', 'Welcome!'])
})
