import type { ServerResponse } from 'node:http'
import { expect, test, vi } from 'vitest'
import { aBot } from '../../testing/automation.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { aClient, anApiInbox } from '../../testing/furnished.ts'
import { aMailServer } from '../../testing/mail-server.ts'
import { anAgent, aVisitor, aWebsite } from '../../testing/people.ts'
import { aReceiver, type TestReceiver } from '../../testing/webhook-receiver.ts'

const DAY = 86_400
const contents = ({ arrived }: TestReceiver) => arrived.map(({ body }) => body.content)

async function aDeskWithMail(more: object = {}) {
  const mail = await aMailServer()
  const desk = await aDesk({ ...mail.environment, OUTGOING_ALLOW: 'localhost,127.0.0.1', ...more })
  const receiver = await aReceiver()
  const told = { url: receiver.url, subscriptions: ['message_created'] }
  const { webhook } = (await desk.ada.post('~/webhooks', told)).body.payload
  const inbox = await aWebsite(desk.ada)
  const mo = await aVisitor(desk.app, inbox.website_token)
  const health = async () => (await desk.ada.get('~/webhooks')).body.payload.webhooks[0].health
  return { mail, desk, receiver, mo, health, path: `~/webhooks/${webhook.id}` }
}

const subjects = (mails: { source: string }[]) =>
  mails
    .map(({ source }) => /^Subject: (.+)$/m.exec(source)?.[1] ?? '')
    .filter((subject) => subject.includes('127.0.0.1'))

test('a day of failures is told to the administrators, five days switch the address off, and then it can be switched on', async () => {
  const { mail, desk, receiver, mo, health, path } = await aDeskWithMail()
  await anAgent(desk.app, desk.ada, { name: 'Ines' })
  await mo.writes('one')
  receiver.answers.push(...Array.from({ length: 40 }, () => 500))
  await desk.settle()
  expect(await health()).toMatchObject({ state: 'failing', last_failure: 'The answer was 500', waiting: 1 })
  for (let day = 0; day < 2; day++) {
    desk.pass(DAY)
    await desk.settle()
  }
  expect(subjects(mail.taken)).toEqual([expect.stringContaining('does not take what it is sent')])
  expect(mail.taken[0]?.to).toEqual(['ada@lamp.example'])
  await mo.writes('two')
  for (let day = 0; day < 4; day++) {
    desk.pass(DAY)
    await desk.settle()
  }
  expect(subjects(mail.taken)).toHaveLength(2)
  expect(subjects(mail.taken)[1]).toContain('is switched off')
  expect(await health()).toMatchObject({ state: 'off', switched_off_reason: 'failing' })
  const tried = receiver.arrived.length
  await mo.writes('missed')
  desk.pass(DAY)
  await desk.settle()
  expect(receiver.arrived).toHaveLength(tried)
  expect((await desk.ada.post(`${path}/replays`, { from: 1 })).status).toBe(422)
  receiver.answers.length = 0
  receiver.arrived.length = 0
  const on = await desk.ada.post(`${path}/switch_on`)
  expect(on.body.payload.webhook.health.state).toBe('healthy')
  await desk.settle()
  await desk.ada.post(`${path}/replays`, { from: 1 })
  await desk.settle()
  expect(contents(receiver)).toEqual(['one', 'two', 'missed'])
  expect(await health()).toMatchObject({ state: 'healthy', waiting: 0 })
})

test('an address that says it is gone is switched off at once, and another address begins anew with what waited', async () => {
  const { mail, desk, receiver, mo, health, path } = await aDeskWithMail()
  receiver.answers.push(410)
  await mo.writes('one')
  await mo.writes('two')
  await desk.settle()
  desk.pass(2 * DAY)
  await desk.settle()
  expect(contents(receiver)).toEqual(['one'])
  expect(await health()).toMatchObject({ state: 'off', switched_off_reason: 'gone', waiting: 2 })
  expect(subjects(mail.taken)).toEqual([expect.stringContaining('has said that it is gone')])
  await desk.ada.patch(path, { url: `${receiver.url}/new` })
  await desk.settle()
  expect(receiver.arrived.map(({ path: where, body }) => [where, body.content])).toEqual([
    ['/in', 'one'],
    ['/in/new', 'one'],
    ['/in/new', 'two'],
  ])
})

test('an arrival ends a failure: the day is counted from the next one', async () => {
  const { mail, desk, receiver, mo } = await aDeskWithMail()
  receiver.answers.push(500)
  await mo.writes('one')
  await desk.settle()
  desk.pass(10)
  await desk.settle()
  desk.pass(2 * DAY)
  receiver.answers.push(500)
  await mo.writes('two')
  await desk.settle()
  expect(subjects(mail.taken)).toEqual([])
})

async function aRobin(desk: TestDesk, receiver: TestReceiver) {
  const website = await aWebsite(desk.ada)
  const robin = await aBot(desk, desk.ada, { inboxIds: [website.id] })
  await desk.ada.patch(`~/agent_bots/${robin.id}`, { outgoing_url: receiver.url })
  return { robin, mo: await aVisitor(desk.app, website.website_token) }
}

test('a bot is told of its conversations, signed with its secret, and not that one was created', async () => {
  const desk = await aDesk({ OUTGOING_ALLOW: '127.0.0.1' })
  const receiver = await aReceiver()
  const { mo } = await aRobin(desk, receiver)
  const elsewhere = await aWebsite(desk.ada, { name: 'Elsewhere' })
  const kim = await aVisitor(desk.app, elsewhere.website_token)
  await mo.writes('Hello')
  await kim.writes('No bot here')
  await desk.settle()
  await desk.ada.post('~/conversations/1/toggle_status', { status: 'resolved' })
  await desk.settle()
  expect(receiver.events()).toEqual([
    'message_created',
    'conversation_status_changed',
    'conversation_updated',
    'conversation_resolved',
  ])
  expect(receiver.arrived[0]?.headers['x-chatwoot-signature']).toMatch(/^sha256=/)
})

test('a bot that does not answer loses what waits for it to the agents after three more tries, and is told later all the same', async () => {
  const desk = await aDesk({ OUTGOING_ALLOW: '127.0.0.1' })
  const receiver = await aReceiver()
  const { mo } = await aRobin(desk, receiver)
  receiver.answers.push(500, 500, 500, 500)
  await mo.writes('Hello')
  const status = async () => (await desk.ada.get('~/conversations/1')).body.status
  for (let failed = 1; failed <= 3; failed++) {
    await desk.settle()
    expect([receiver.arrived.length, await status()]).toEqual([failed, 'pending'])
    desk.pass(4)
  }
  await desk.settle()
  expect([receiver.arrived.length, await status()]).toEqual([4, 'open'])
  const { body } = await desk.ada.get('~/conversations/1/messages')
  expect(body.payload.at(-1).content).toBe('The bot did not answer: the conversation goes to the agents')
  desk.pass(10)
  await desk.settle()
  expect(receiver.events().slice(4)).toContain('conversation_opened')
})

test('an account may keep such conversations for the bot', async () => {
  const desk = await aDesk({ OUTGOING_ALLOW: '127.0.0.1' })
  const receiver = await aReceiver()
  const { mo } = await aRobin(desk, receiver)
  await desk.ada.patch('~', { keep_pending_on_bot_failure: true })
  receiver.answers.push(500, 500, 500, 500)
  await mo.writes('Hello')
  for (let failed = 0; failed < 4; failed++) {
    await desk.settle()
    desk.pass(4)
  }
  expect((await desk.ada.get('~/conversations/1')).body.status).toBe('pending')
})

test('an API inbox is told of its own conversations, and a message that never gets there says so', async () => {
  const desk = await aDesk({ OUTGOING_ALLOW: '127.0.0.1', WEBHOOK_RETRIES: '1' })
  const receiver = await aReceiver()
  const inbox = await anApiInbox(desk)
  await desk.ada.patch(`~/inboxes/${inbox.id}`, { channel: { webhook_url: receiver.url } })
  const kim = await aClient(desk, inbox.inbox_identifier)
  await kim.post(`@/conversations/${kim.conversation}/messages`, { content: 'Hello' })
  await desk.settle()
  expect(receiver.events()).toEqual(['conversation_created', 'message_created'])
  receiver.answers.push(500, 500)
  const answer = await desk.ada.post(`~/conversations/${kim.conversation}/messages`, { content: 'Hi Kim' })
  await desk.settle()
  desk.pass(3)
  await desk.settle()
  const { body } = await desk.ada.get(`~/conversations/${kim.conversation}/messages`)
  const message = body.payload.find(({ id }: { id: number }) => id === answer.body.id)
  expect(message).toMatchObject({
    status: 'failed',
    content_attributes: { external_error: 'The webhook of the inbox could not be reached' },
  })
})

test('who types and who opens the widget is told to those who asked for it, once', async () => {
  const desk = await aDesk({ OUTGOING_ALLOW: '127.0.0.1' })
  const receiver = await aReceiver()
  const subscriptions = ['conversation_typing_on', 'conversation_typing_off', 'webwidget_triggered']
  await desk.ada.post('~/webhooks', { url: receiver.url, subscriptions })
  const website = await aWebsite(desk.ada)
  const mo = await aVisitor(desk.app, website.website_token)
  const eventInfo = { referer: 'https://lamp.example/', widget_language: 'en' }
  await mo.post('/events', { name: 'webwidget.triggered', event_info: eventInfo })
  await mo.writes('Hello')
  receiver.answers.push(200, 500)
  await desk.ada.post('~/conversations/1/toggle_typing_status', { typing_status: 'on' })
  await desk.settle()
  desk.pass(3600)
  await mo.post('/conversations/toggle_typing', { typing_status: 'off' })
  await desk.settle()
  const [opened, on, off] = receiver.arrived.map(({ body }) => body)
  expect(receiver.arrived).toHaveLength(3)
  expect(opened).toMatchObject({
    event: 'webwidget_triggered',
    contact: null,
    current_conversation: null,
    inbox: { id: website.id },
    event_info: eventInfo,
  })
  expect(on).toMatchObject({ event: 'conversation_typing_on', conversation: { id: 1 }, is_private: false })
  expect(off).toMatchObject({ event: 'conversation_typing_off', user: { type: 'contact' } })
})

test('an address that never answers leaves room for the others', async () => {
  const desk = await aDesk({ OUTGOING_ALLOW: '127.0.0.1', WEBHOOK_TIMEOUT: '60' })
  const [silent, quick] = [await aReceiver(), await aReceiver()]
  const subscriptions = ['contact_created']
  await desk.ada.post('~/webhooks', { url: silent.url, subscriptions })
  await desk.ada.post('~/webhooks', { url: quick.url, subscriptions })
  const waiting: (() => void)[] = []
  silent.answers.push(
    ...Array.from({ length: 40 }, () => (response: ServerResponse) => {
      waiting.push(() => response.writeHead(200).end())
    }),
  )
  for (let number = 0; number < 40; number++) await desk.ada.post('~/contacts', { name: `Mo ${number}` })
  const settled = desk.settle()
  await vi.waitFor(() => expect(quick.arrived.length).toBeGreaterThanOrEqual(16), { timeout: 20_000, interval: 20 })
  expect(silent.arrived.length).toBeLessThanOrEqual(16)
  while (silent.arrived.length < 40 || quick.arrived.length < 40) {
    for (const answer of waiting.splice(0)) answer()
    await new Promise((resolve) => setImmediate(resolve))
  }
  for (const answer of waiting.splice(0)) answer()
  await settled
  expect([silent.arrived.length, quick.arrived.length]).toEqual([40, 40])
})
