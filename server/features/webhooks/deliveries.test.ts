import { Webhook } from 'standardwebhooks'
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { aVisitor, aWebsite } from '../../testing/people.ts'
import { aReceiver, type TestReceiver } from '../../testing/webhook-receiver.ts'
import { standardSecret } from './sign.ts'

const LOOPBACK = { OUTGOING_ALLOW: '127.0.0.1' }

const EVERYTHING = [
  'conversation_created',
  'conversation_status_changed',
  'conversation_updated',
  'message_created',
  'message_updated',
  'contact_created',
  'contact_updated',
]

async function told(desk: TestDesk, receiver: TestReceiver, more: object = {}) {
  const made = await desk.ada.post('~/webhooks', { url: receiver.url, subscriptions: EVERYTHING, ...more })
  return made.body.payload.webhook
}

test('a message is told with both families of signatures, which the published library accepts', async () => {
  const desk = await aDesk(LOOPBACK)
  const receiver = await aReceiver()
  const { secret } = await told(desk, receiver, { subscriptions: ['message_created'] })
  const inbox = await aWebsite(desk.ada)
  const mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello\\\nthere\n')
  await desk.settle()
  expect(receiver.arrived).toHaveLength(1)
  const [{ headers, text, body }] = receiver.arrived as [TestReceiver['arrived'][number]]
  expect(body).toMatchObject({
    event: 'message_created',
    account: { id: desk.accountId, name: 'Lamp & Co' },
    content: 'Hello\nthere',
    message_type: 'incoming',
    private: false,
    conversation: { id: 1, status: 'open', channel: 'Channel::WebWidget' },
    inbox: { id: inbox.id, name: 'Website' },
    sender: { name: '', email: null, account: { id: desk.accountId } },
  })
  expect(body.created_at).toMatch(/^\d{4}-.+Z$/)
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const
  const signed = Object.fromEntries(names.map((name) => [name, String(headers[name])]))
  expect(new Webhook(standardSecret(secret)).verify(text, signed)).toEqual(body)
  expect(new Webhook(secret, { format: 'raw' }).verify(text, signed)).toEqual(body)
  expect(() => new Webhook(standardSecret(secret)).verify(`${text} `, signed)).toThrow()
  expect(headers['x-chatwoot-delivery']).toBe(headers['webhook-id'])
  const expected = createHmac('sha256', secret).update(`${headers['x-chatwoot-timestamp']}.${text}`).digest('hex')
  expect(headers['x-chatwoot-signature']).toBe(`sha256=${expected}`)
  expect(headers['content-type']).toBe('application/json')
})

test('what fails is tried again at its time under the same id, and what comes later in the conversation waits for it', async () => {
  const desk = await aDesk(LOOPBACK)
  const receiver = await aReceiver()
  await told(desk, receiver, { subscriptions: ['message_created'] })
  const inbox = await aWebsite(desk.ada)
  const mo = await aVisitor(desk.app, inbox.website_token)
  receiver.answers.push(500)
  await mo.writes('one')
  await desk.settle()
  await mo.writes('two')
  const kim = await aVisitor(desk.app, inbox.website_token)
  await kim.writes('elsewhere')
  await desk.settle()
  expect(receiver.arrived.map(({ body }) => body.content)).toEqual(['one', 'elsewhere'])
  receiver.answers.push(503)
  desk.pass(6)
  await desk.settle()
  desk.pass(200)
  await desk.settle()
  expect(receiver.arrived.map(({ body }) => body.content)).toEqual(['one', 'elsewhere', 'one'])
  desk.pass(140)
  await desk.settle()
  expect(receiver.arrived.map(({ body }) => body.content)).toEqual(['one', 'elsewhere', 'one', 'one', 'two'])
  const ids = receiver.arrived.filter(({ body }) => body.content === 'one').map(({ headers }) => headers['webhook-id'])
  expect(new Set(ids).size).toBe(1)
  const { rows } = await desk.database.pool.query(
    'select outcome, status from webhook_attempts join webhook_deliveries on id = delivery_id where uuid = $1 order by number',
    [ids[0]],
  )
  expect(rows).toEqual([
    { outcome: 'failed', status: 500 },
    { outcome: 'failed', status: 503 },
    { outcome: 'delivered', status: 200 },
  ])
})

test('every event of the contract has its body, and changes say what was and what is', async () => {
  const desk = await aDesk(LOOPBACK)
  const receiver = await aReceiver()
  const subscriptions = [...EVERYTHING, 'inbox_created', 'inbox_updated']
  await told(desk, receiver, { subscriptions })
  const inbox = await aWebsite(desk.ada)
  await desk.settle()
  const mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello')
  await desk.settle()
  await desk.ada.post('~/conversations/1/toggle_priority', { priority: 'high' })
  await desk.ada.post('~/conversations/1/labels', { labels: ['vip'] })
  await desk.ada.post('~/conversations/1/custom_attributes', { custom_attributes: { order: '7' } })
  await desk.ada.post('~/conversations/1/assignments', { assignee_id: desk.ada.user.id })
  await desk.ada.post('~/conversations/1/toggle_status', { status: 'resolved' })
  const contact = (await desk.ada.get('~/conversations/1')).body.meta.sender
  await desk.ada.put(`~/contacts/${contact.id}`, { name: 'Mo' })
  await desk.ada.put(`~/contacts/${contact.id}`, { name: 'Mo' })
  await desk.settle()
  // Conversations and contacts are told side by side.
  const inOrder = receiver.arrived.toSorted((one, other) => Number('email' in one.body) - Number('email' in other.body))
  const changes = inOrder.flatMap(({ body }) =>
    (body.changed_attributes ?? []).map((one: object) => [body.event, ...Object.entries(one)[0]!]),
  )
  expect(changes).toEqual([
    ['conversation_updated', 'priority', { previous_value: null, current_value: 'high' }],
    ['conversation_updated', 'label_list', { previous_value: [], current_value: ['vip'] }],
    ['conversation_updated', 'custom_attributes', { previous_value: {}, current_value: { order: '7' } }],
    ['conversation_updated', 'assignee_id', { previous_value: null, current_value: desk.ada.user.id }],
    ['conversation_status_changed', 'status', { previous_value: 'open', current_value: 'resolved' }],
    ['conversation_updated', 'status', { previous_value: 'open', current_value: 'resolved' }],
    ['contact_updated', 'name', { previous_value: '', current_value: 'Mo' }],
  ])
  expect(receiver.events()).toEqual(
    expect.arrayContaining(['inbox_created', 'contact_created', 'conversation_created']),
  )
  const created = receiver.arrived.find(({ body }) => body.event === 'conversation_created')
  expect(created?.body).toMatchObject({
    id: 1,
    account: { id: desk.accountId },
    labels: [],
    meta: { sender: { id: contact.id } },
  })
})

test('notes are told as private, lines about what happened are not told', async () => {
  const desk = await aDesk(LOOPBACK)
  const receiver = await aReceiver()
  await told(desk, receiver, { subscriptions: ['message_created'] })
  const inbox = await aWebsite(desk.ada)
  const mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello')
  await desk.ada.post('~/conversations/1/messages', { content: 'A nice one', private: true })
  await desk.ada.post('~/conversations/1/toggle_status', { status: 'resolved' })
  await desk.settle()
  expect(receiver.arrived.map(({ body }) => [body.content, body.private, body.sender.type])).toEqual([
    ['Hello', false, undefined],
    ['A nice one', true, 'user'],
  ])
})

test('a receiver that asks for time gets it, a redirect is not followed and an answer that never ends counts by its status', async () => {
  const desk = await aDesk({ ...LOOPBACK, WEBHOOK_TIMEOUT: '0.3' })
  const receiver = await aReceiver()
  await told(desk, receiver, { subscriptions: ['message_created'] })
  const inbox = await aWebsite(desk.ada)
  const mo = await aVisitor(desk.app, inbox.website_token)
  receiver.answers.push((response) => response.writeHead(503, { 'retry-after': '4000' }).end())
  await mo.writes('one')
  await desk.settle()
  desk.pass(3000)
  await desk.settle()
  expect(receiver.arrived).toHaveLength(1)
  receiver.answers.push((response) => response.writeHead(302, { location: receiver.url }).end())
  desk.pass(1100)
  await desk.settle()
  expect(receiver.arrived).toHaveLength(2)
  receiver.answers.push(() => undefined)
  desk.pass(400)
  await desk.settle()
  receiver.answers.push((response) => response.writeHead(200).write('and so on'))
  desk.pass(2000)
  await desk.settle()
  const { rows } = await desk.database.pool.query('select status, outcome, error from webhook_attempts order by number')
  expect(rows.map(({ status, outcome }) => [status, outcome])).toEqual([
    [503, 'failed'],
    [302, 'failed'],
    [null, 'failed'],
    [200, 'delivered'],
  ])
  expect(rows[2].error).toMatch(/took too long/)
})
