import { beforeAll, expect, test } from 'vitest'
import { aDeskForAll } from '../testing/desk.ts'
import { form, formHeaders, pixel } from '../testing/form.ts'
import { furnish, type Furnished } from '../testing/furnished.ts'

const desk = aDeskForAll()
const URLENCODED = { 'content-type': 'application/x-www-form-urlencoded' }
let at: Furnished
let thread: string

beforeAll(async () => {
  at = await furnish(desk())
  thread = `~/conversations/${at.conversation}/messages`
})

test('fields may stand flat or under the name of what they belong to', async () => {
  const { ada } = desk()
  const flat = await ada.post('~/agents', { name: 'Flat', email: 'flat@lamp.example' })
  const nested = await ada.post('~/agents', { agent: { name: 'Nested', email: 'nested@lamp.example', role: 'agent' } })
  expect([flat.body.name, nested.body.name]).toEqual(['Flat', 'Nested'])
  expect((await ada.put('/api/v1/profile', { profile: { name: 'Ada N' } })).body.name).toBe('Ada N')
  expect((await ada.put('/api/v1/profile', { name: 'Ada F' })).body.name).toBe('Ada F')
  expect((await at.mo.post('/messages', { content: 'Flat' })).body.content).toBe('Flat')
  const account = { account_id: desk().accountId }
  const nestedState = { profile: { ...account, availability: 'busy' } }
  expect((await ada.post('/api/v1/profile/availability', nestedState)).body.accounts[0].availability).toBe('busy')
})

test('a form says the same as JSON', async () => {
  const { ada } = desk()
  const text = `content=Hello+there&private=true&content_attributes[in_reply_to]=${at.message.id}&echo_id=7`
  const { status, body } = await ada.post(thread, text, URLENCODED)
  expect(status).toBe(200)
  expect(body).toMatchObject({ content: 'Hello there', private: true, echo_id: '7' })
  expect(body.content_attributes).toEqual({ in_reply_to: at.message.id })
  const members = `inbox_id=${at.website.id}&user_ids[]=${at.ines.user.id}&user_ids[]=${at.otto.user.id}`
  const added = await ada.post('~/inbox_members', members, URLENCODED)
  expect(added.body.payload).toHaveLength(3)
  await ada.delete('~/inbox_members', { inbox_id: at.website.id, user_ids: [at.otto.user.id] })
})

test('a form with files carries attributes as text, and each file once', async () => {
  const fields = form([
    ['content', 'Two files'],
    ['private', 'false'],
    ['content_attributes', JSON.stringify({ in_reply_to: at.message.id })],
    ['attachments[]', pixel],
    ['attachments[]', { fileName: 'notes.txt', contentType: 'text/plain', bytes: 'Some notes' }],
  ])
  const { status, body } = await desk().ada.post(thread, fields, formHeaders)
  expect(status).toBe(200)
  expect(body).toMatchObject({
    content: 'Two files',
    private: false,
    content_attributes: { in_reply_to: at.message.id },
  })
  const files = body.attachments.map((file: { file_type: string; file_name: string }) => [
    file.file_type,
    file.file_name,
  ])
  expect(files).toEqual([
    ['image', 'pixel.png'],
    ['file', 'notes.txt'],
  ])
})

test('a message may be a file alone, and needs one or the other', async () => {
  const alone = await desk().ada.post(thread, form([['attachments[]', pixel]]), formHeaders)
  expect(alone.body).toMatchObject({ content: null, attachments: [{ file_type: 'image' }] })
  for (const nothing of [{}, { content: '' }, { content: ' \n ' }, { content: null, attachments: [''] }]) {
    const answer = await desk().ada.post(thread, nothing)
    expect([answer.status, answer.body.attributes]).toEqual([422, ['content']])
  }
})

test('a message has 150,000 characters and 15 files at most', async () => {
  expect((await desk().ada.post(thread, { content: 'x'.repeat(150_000) })).status).toBe(200)
  const long = await desk().ada.post(thread, { content: 'x'.repeat(150_001) })
  expect([long.status, long.body.attributes]).toEqual([422, ['content']])
  const many = form(Array.from({ length: 16 }, () => ['attachments[]', pixel]))
  const answer = await desk().ada.post(thread, many, formHeaders)
  expect([answer.status, answer.body.attributes]).toEqual([422, ['attachments']])
})

for (const [said, meant] of [
  ['true', true],
  ['1', true],
  [1, true],
  ['on', true],
  ['false', false],
  ['0', false],
  [0, false],
  ['', false],
] as const) {
  test(`${JSON.stringify(said)} is ${meant ? 'yes' : 'no'}`, async () => {
    const { body } = await desk().ada.patch(`~/inboxes/${at.website.id}`, { greeting_enabled: said })
    expect(body.greeting_enabled).toBe(meant)
  })
}

test('the text null takes a detail away', async () => {
  const path = `~/contacts/${at.contactId}`
  await desk().ada.patch(path, { phone_number: '+491701234567' })
  expect((await desk().ada.patch(path, { phone_number: 'null' })).body.payload.phone_number).toBeNull()
})

test('attributes of contacts are merged, those of conversations replaced', async () => {
  const { ada } = desk()
  const contact = `~/contacts/${at.contactId}`
  await ada.patch(contact, { custom_attributes: { plan: 'pro', since: 2020 } })
  const merged = await ada.patch(contact, { custom_attributes: '{"plan": "free"}' })
  expect(merged.body.payload.custom_attributes).toEqual({ plan: 'free', since: 2020 })
  const dropped = await ada.post(`${contact}/destroy_custom_attributes`, { custom_attributes: ['since', 'unknown'] })
  expect(dropped.body.payload.custom_attributes).toEqual({ plan: 'free' })
  const one = `~/conversations/${at.conversation}`
  await ada.post(`${one}/custom_attributes`, { custom_attributes: { a: 1, b: 2 } })
  await ada.post(`${one}/custom_attributes`, { custom_attributes: { b: 3 } })
  expect((await ada.get(one)).body.custom_attributes).toEqual({ b: 3 })
})

test('an empty body of JSON is an empty body', async () => {
  const { app, ada } = desk()
  const url = `/api/v1/accounts/${desk().accountId}/conversations/${at.conversation}/update_last_seen`
  const headers = { ...ada.headers, 'content-type': 'application/json' }
  expect((await app.inject({ method: 'POST', url, headers, payload: '' })).statusCode).toBe(200)
})

test('only API inboxes take incoming messages of an agent', async () => {
  const wrong = await desk().ada.post(thread, { content: 'Hi', message_type: 'incoming' })
  expect([wrong.status, wrong.body.attributes]).toEqual([422, ['message_type']])
  const right = `~/conversations/${at.kim.conversation}/messages`
  const { body } = await desk().ada.post(right, { content: 'Hi', message_type: 'incoming', source_id: 'sms-1' })
  expect(body).toMatchObject({ message_type: 0, source_id: 'sms-1', sender: { type: 'contact' } })
})
