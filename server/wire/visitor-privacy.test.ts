import { beforeAll, expect, test } from 'vitest'
import { aDeskForAll } from '../testing/desk.ts'
import { furnish, type Furnished } from '../testing/furnished.ts'
import { aVisitor, type TestVisitor } from '../testing/people.ts'
import { FRAMES, type FrameBatch } from './cable/frame.ts'

const desk = aDeskForAll()
let at: Furnished
let lu: TestVisitor
/** Every frame that left for a visitor's stream. */
const frames: { streams: string[]; event: string; data: object }[] = []

// What agents note, and what a customer must therefore never read.
const SECRETS = {
  'the e-mail of an agent': '@lamp.example',
  'a private note': 'He complains often',
  'a label': 'difficult-customer',
  'a custom attribute of the contact': 'credit-rating-c',
  'an additional attribute of the contact': 'lives-with-mother',
  'a custom attribute of the conversation': 'lawsuit-risk',
  'an activity line': 'Ada Nightingale set the priority',
  "the assignee's signature": 'Signed by the night shift',
  'an identifier that agents gave': 'crm-4711',
}

beforeAll(async () => {
  const { ada, ports, settle } = desk()
  at = await furnish(desk())
  await ports.pubsub.subscribe(FRAMES, (message) => {
    const batch = JSON.parse(message) as FrameBatch
    const all = batch.entries.flatMap((entry) => entry.frames)
    frames.push(...all.filter((frame) => frame.streams.some((stream) => stream.startsWith('visitor:'))))
  })
  const one = `~/conversations/${at.conversation}`
  await ada.put('/api/v1/profile', {
    name: 'Ada Nightingale',
    message_signature: SECRETS["the assignee's signature"],
    ui_settings: { theme: 'dark' },
  })
  await at.mo.post('/labels', { label: SECRETS['a label'] })
  await ada.patch(`~/contacts/${at.contactId}`, {
    identifier: SECRETS['an identifier that agents gave'],
    custom_attributes: { rating: SECRETS['a custom attribute of the contact'] },
    additional_attributes: { home: SECRETS['an additional attribute of the contact'] },
  })
  const attributes = { legal: SECRETS['a custom attribute of the conversation'] }
  await ada.post(`${one}/custom_attributes`, { custom_attributes: attributes })
  await ada.post(`${one}/messages`, { content: SECRETS['a private note'], private: true })
  await ada.post(`${one}/assignments`, { assignee_id: ada.user.id })
  await ada.post(`${one}/toggle_priority`, { priority: 'urgent' })
  await ada.post(`${one}/messages`, { content: 'We send you a new one' })
  await ada.post(`${one}/toggle_typing_status`, { typing_status: 'on', is_private: false })
  await ada.post(`${one}/toggle_status`, { status: 'resolved' })
  lu = await aVisitor(desk().app, at.website.website_token)
  await lu.writes('Somebody else')
  await settle()
})

function secretsIn(text: string): string[] {
  return Object.entries(SECRETS).flatMap(([what, secret]) => (text.includes(secret) ? [what] : []))
}

/** Keys that only agents may see, wherever they stand. */
const INSIDE =
  /"(labels|assignee|assignee_id|meta\.sender|priority|private|performer|hmac_token|access_token|hmac_verified)":/

test('no answer to a visitor holds anything that agents noted', async () => {
  const { mo } = at
  const answers = [
    await mo.post('/config'),
    await mo.get('/contact'),
    await mo.get('/conversations'),
    await mo.get('/messages'),
    await mo.get('/inbox_members'),
    await mo.get('/campaigns'),
    await mo.writes('And one more'),
    await mo.post('/conversations/update_last_seen'),
    await mo.post('/conversations/toggle_typing', { typing_status: 'on' }),
    await mo.post('/conversations', { message: { content: 'Anew' } }),
    await mo.patch('/contact', { name: 'Mo' }),
    await mo.post('/contact/destroy_custom_attributes', { custom_attributes: ['x'] }),
  ]
  for (const answer of answers) {
    expect(answer.status).toBe(200)
    const text = JSON.stringify(answer.body)
    // The visitor's own identifier is theirs to see, and was said to nobody else.
    expect(secretsIn(text).filter((what) => !what.startsWith('an identifier'))).toEqual([])
    expect(text).not.toMatch(INSIDE)
  }
})

test('no frame to a visitor holds anything that agents noted', () => {
  const events = new Set(frames.map((frame) => frame.event))
  for (const event of ['message.created', 'conversation.status_changed', 'conversation.typing_on']) {
    expect(events).toContain(event)
  }
  for (const frame of frames) {
    const text = JSON.stringify(frame.data)
    expect(secretsIn(text)).toEqual([])
    expect(text).not.toMatch(INSIDE)
    expect(Object.keys(frame.data)).not.toContain('meta')
  }
})

test('frames go to the stream of the visitor whose conversation it is, and to no other', () => {
  const own = frames.filter((frame) => JSON.stringify(frame.data).includes('We send you a new one'))
  expect(own).toHaveLength(1)
  const others = frames.filter((frame) => JSON.stringify(frame.data).includes('Somebody else'))
  const streams = (list: typeof frames) => new Set(list.flatMap((frame) => frame.streams))
  for (const stream of streams(own)) expect(streams(others).has(stream)).toBe(false)
})

test("a visitor's thread holds neither notes nor activity lines", async () => {
  const { body } = await at.mo.get('/messages')
  const kinds = body.payload.map((message: { message_type: number }) => message.message_type)
  expect(new Set(kinds)).toEqual(new Set([0, 1]))
})

test('one visitor never reads another: not their messages, contact or tokens', async () => {
  const seen = [
    await lu.get('/messages'),
    await lu.get('/conversations'),
    await lu.get('/contact'),
    await lu.post('/config'),
  ]
  const text = JSON.stringify(seen.map((answer) => answer.body))
  expect(text).not.toContain('lamp arrived broken')
  expect(text).not.toContain(at.mo.pubsubToken)
  expect(text).not.toContain(at.mo.authToken)
  expect((await lu.get('/contact')).body.id).not.toBe(at.contactId)
})

test('an idempotency key of an agent answers a visitor nothing of theirs', async () => {
  const key = { 'idempotency-key': 'a-shared-key-0001' }
  const fresh = await aVisitor(desk().app, at.website.website_token)
  const number = (await fresh.writes('Hello')).body.conversation_id
  await desk().ada.post(`~/conversations/${number}/messages`, { content: 'A secret note', private: true }, key)
  const answer = await fresh.writes('My own words', key)
  expect(answer.body.content).toBe('My own words')
})

test('the token for the socket does not open the API, and the other way round', async () => {
  const { app } = desk()
  const url = `/api/v1/widget/contact?website_token=${at.website.website_token}`
  const answer = await app.inject({ url, headers: { 'x-auth-token': at.mo.pubsubToken } })
  expect(answer.statusCode).toBe(401)
})
