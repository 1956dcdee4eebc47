import { beforeAll, expect, test } from 'vitest'
import { aDeskForAll } from '../../testing/desk.ts'
import { form, formHeaders, pixel } from '../../testing/form.ts'
import { furnish, type Furnished } from '../../testing/furnished.ts'
import { aVisitor } from '../../testing/people.ts'

const desk = aDeskForAll()
let at: Furnished
let thread: string
let clientThread: string

beforeAll(async () => {
  at = await furnish(desk())
  thread = `~/conversations/${at.conversation}/messages`
  clientThread = `~/conversations/${at.kim.conversation}/messages`
})

const write = (body: object) => desk().ada.post(thread, body)

test('an answer to a message says which, and what its channel calls it', async () => {
  const { ada } = desk()
  const first = await ada.post(clientThread, { content: 'One', message_type: 'incoming', source_id: 'wa-1' })
  const byId = await ada.post(clientThread, { content: 'Two', content_attributes: { in_reply_to: first.body.id } })
  const both = { in_reply_to: first.body.id, in_reply_to_external_id: 'wa-1' }
  expect(byId.body.content_attributes).toEqual(both)
  const attributes = { in_reply_to_external_id: 'wa-1' }
  const byName = await ada.post(clientThread, { content: 'Three', content_attributes: attributes })
  expect(byName.body.content_attributes).toEqual(both)
  const unknown = { in_reply_to_external_id: 'wa-unknown' }
  const elsewhere = await ada.post(clientThread, { content: 'Four', content_attributes: unknown })
  expect(elsewhere.body.content_attributes).toEqual(unknown)
  const empty = { in_reply_to: null }
  expect(
    (await ada.post(clientThread, { content: 'Five', content_attributes: empty })).body.content_attributes,
  ).toEqual({})
})

test('an agent who answers what is not in the conversation is told; a visitor’s message stays without the reference', async () => {
  const foreign = (await desk().ada.post(clientThread, { content: 'Elsewhere' })).body.id
  for (const id of [foreign, 999_999, 'x', -1]) {
    const answer = await write({ content: 'Hm', content_attributes: { in_reply_to: id } })
    expect([answer.status, answer.body.attributes]).toEqual([422, ['in_reply_to']])
  }
  const note = (await write({ content: 'Inside', private: true })).body.id
  for (const id of [foreign, note]) {
    const sent = await at.mo.post('/messages', { message: { content: 'Hm', reply_to: id } })
    expect([sent.status, sent.body.content_attributes]).toEqual([200, {}])
  }
  const good = await at.mo.post('/messages', { message: { content: 'Hm', reply_to: at.message.id } })
  expect(good.body.content_attributes).toEqual({ in_reply_to: at.message.id })
})

test('addresses are taken as texts with commas and refused by name when one is none', async () => {
  const sent = await write({
    content: 'Hi',
    to_emails: 'a@b.example, c@d.example',
    cc_emails: '',
    bcc_emails: 'e@f.example',
  })
  expect(sent.body.content_attributes).toEqual({
    to_emails: ['a@b.example', 'c@d.example'],
    bcc_emails: ['e@f.example'],
  })
  const wrong = await write({ content: 'Hi', cc_emails: 'a@b.example, nobody' })
  expect(wrong.status).toBe(422)
  expect(wrong.body.attributes).toEqual(['cc_emails.1'])
})

test('what integrations send along is kept for agents and never told to the customer', async () => {
  const template = { name: 'order_shipped', language: 'en' }
  const { body } = await write({ content: 'Shipped', template_params: template, external_created_at: 1_700_000_000 })
  expect(body.content_attributes).toEqual({ external_created_at: 1_700_000_000 })
  const { body: conversation } = await desk().ada.get(`~/conversations/${at.conversation}`)
  expect(conversation.last_non_activity_message.additional_attributes).toEqual({ template_params: template })
  expect(JSON.stringify((await at.mo.get('/messages')).body)).not.toContain('order_shipped')
  expect((await write({ content: 'Hi', template_params: 'none' })).status).toBe(422)
})

test('nobody writes as a bot that is not there', async () => {
  const answer = await write({ content: 'Beep', sender_type: 'AgentBot', sender_id: 1 })
  expect([answer.status, answer.body.attributes]).toEqual([422, ['sender_id']])
})

test('a source id that another conversation of the inbox has is refused, and in the same conversation it is the same message', async () => {
  const { ada } = desk()
  const first = await ada.post(clientThread, { content: 'Once', source_id: 'dup-1' })
  const again = await ada.post(clientThread, { content: 'Twice', source_id: 'dup-1' })
  expect(again.body).toMatchObject({ id: first.body.id, content: 'Once' })
  const { body: other } = await at.kim.post('@/conversations')
  const refused = await ada.post(`~/conversations/${other.id}/messages`, { content: 'Once', source_id: 'dup-1' })
  expect([refused.status, refused.body.attributes]).toEqual([422, ['source_id']])
  expect(refused.body).not.toHaveProperty('content')
})

test('a message too many in a minute is refused as an input, and the next minute takes it', async () => {
  const visitor = await aVisitor(desk().app, at.website.website_token)
  const { body } = await visitor.writes('Hello')
  const path = `~/conversations/${body.conversation_id}/messages`
  const statuses = []
  for (let count = 0; count < 201; count += 1) statuses.push((await desk().ada.post(path, { content: 'x' })).status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(200)
  const refused = await desk().ada.post(path, { content: 'x' })
  expect(refused.status).toBe(422)
  expect(refused.body.error).toMatch(/at most 200 a minute/)
  desk().pass(61)
  expect((await desk().ada.post(path, { content: 'x' })).status).toBe(200)
})

test('a text, and the number of files, have their limits', async () => {
  expect((await write({ content: 'x'.repeat(150_000) })).status).toBe(200)
  expect((await write({ content: 'x'.repeat(150_001) })).body.attributes).toEqual(['content'])
  const files = (count: number) => form(Array.from({ length: count }, () => ['attachments[]', pixel]))
  expect((await desk().ada.post(thread, files(15), formHeaders)).body.attachments).toHaveLength(15)
  const many = await desk().ada.post(thread, files(16), formHeaders)
  expect([many.status, many.body.attributes]).toEqual([422, ['attachments']])
})

test('a failed message is sent once more, one that did not fail is left alone', async () => {
  const { ada } = desk()
  const { body: message } = await ada.post(clientThread, { content: 'Hi' })
  const one = `${clientThread}/${message.id}`
  await ada.patch(one, { status: 'failed', external_error: 'no route' })
  const again = await ada.post(`${one}/retry`)
  expect(again.body).toMatchObject({ status: 'sent', content_attributes: {} })
  await ada.patch(one, { status: 'read' })
  expect((await ada.post(`${one}/retry`)).body.status).toBe('read')
  expect((await ada.post(`${clientThread}/999999/retry`)).status).toBe(404)
})

test('translating is refused in a sentence while no service is set up', async () => {
  const one = `${thread}/${at.message.id}`
  const answer = await desk().ada.post(`${one}/translate`, { target_language: 'de' })
  expect(answer.status).toBe(422)
  expect(answer.body.error).toMatch(/No translation service/)
  expect((await desk().ada.post(`${one}/translate`, { target_language: '!' })).body.attributes).toEqual([
    'target_language',
  ])
  expect((await desk().ada.post(`${clientThread}/${at.message.id}/translate`, { target_language: 'de' })).status).toBe(
    404,
  )
})

test('a conversation begins with a whole message, or not at all', async () => {
  const { ada } = desk()
  const begun = { inbox_id: at.website.id, contact_id: at.contactId, additional_attributes: { from: 'crm' } }
  const message = {
    content: 'Which?',
    content_type: 'input_select',
    content_attributes: { items: [{ title: 'A', value: 'a' }] },
  }
  const { body } = await ada.post('~/conversations', { ...begun, message, status: 'pending' })
  expect(body).toMatchObject({ status: 'pending', additional_attributes: { from: 'crm' } })
  expect(body.last_non_activity_message.content_type).toBe('input_select')
  const before = (await ada.get('~/conversations/meta?status=all')).body.meta.all_count
  const bad = { ...message, content_attributes: { items: [] } }
  expect((await ada.post('~/conversations', { ...begun, message: bad })).status).toBe(422)
  expect((await ada.post('~/conversations', { ...begun, message: { content: '' } })).status).toBe(422)
  expect((await ada.get('~/conversations/meta?status=all')).body.meta.all_count).toBe(before)
})

test('the events of the widget are the two that it knows', async () => {
  expect((await at.mo.post('/events', { name: 'webwidget.triggered', event_info: { a: 1 } })).status).toBe(200)
  const other = await at.mo.post('/events', { name: 'conversation.resolved' })
  expect([other.status, other.body.attributes]).toEqual([422, ['name']])
})
