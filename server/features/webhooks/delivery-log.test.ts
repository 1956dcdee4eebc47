import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { aVisitor, aWebsite, type TestVisitor } from '../../testing/people.ts'
import { countQueries } from '../../testing/query-count.ts'
import { aReceiver, type TestReceiver } from '../../testing/webhook-receiver.ts'

interface Place {
  desk: TestDesk
  receiver: TestReceiver
  // oxlint-disable-next-line typescript/no-explicit-any -- the webhook of contract 2.14
  webhook: any
  mo: TestVisitor
  path: string
}

async function aTold(url = (own: string) => own, environment = {}): Promise<Place> {
  const desk = await aDesk({ OUTGOING_ALLOW: '127.0.0.1', ...environment })
  const receiver = await aReceiver()
  const made = await desk.ada.post('~/webhooks', { url: url(receiver.url), subscriptions: ['message_created'] })
  const { webhook } = made.body.payload
  const inbox = await aWebsite(desk.ada)
  const mo = await aVisitor(desk.app, inbox.website_token)
  return { desk, receiver, webhook, mo, path: `~/webhooks/${webhook.id}` }
}

const contents = ({ arrived }: TestReceiver) => arrived.map(({ body }) => body.content)

test('the log shows what was sent and answered, and no secret of it', async () => {
  const { desk, receiver, webhook, mo, path } = await aTold((own) => `${own}?token=hidden-word`)
  receiver.answers.push((response) => response.writeHead(400, { 'x-request-id': 'r1' }).end(`no: ${webhook.secret}`))
  await mo.writes('Hello')
  await desk.settle()
  const listed = await desk.ada.get(`${path}/deliveries`)
  expect(listed.body.payload).toMatchObject([
    { event: 'message_created', state: 'waiting', attempts: 1, status: 400, conversation_id: 1 },
  ])
  expect(Date.parse(listed.body.payload[0].next_attempt_at)).toBeGreaterThan(
    Date.parse(listed.body.payload[0].created_at),
  )
  const { body } = await desk.ada.get(`${path}/deliveries/${listed.body.payload[0].id}`)
  expect(JSON.parse(body.body)).toEqual(receiver.arrived[0]?.body)
  expect(body.log).toMatchObject([
    { number: 1, outcome: 'failed', status: 400, response_body: 'no: •••', response_headers: { 'x-request-id': 'r1' } },
  ])
  expect(body.log[0].request.url).toMatch(/\/in\?token=•••$/)
  const { rows } = await desk.database.pool.query('select * from webhook_attempts')
  expect(JSON.stringify([body, rows])).not.toMatch(new RegExp(`${webhook.secret}|hidden-word`))
  const signature = receiver.arrived[0]?.headers['x-chatwoot-signature']
  expect(JSON.stringify(rows)).not.toContain(signature)
})

test('the log is read a page at a time and by state, with as many queries for many as for one', async () => {
  const { desk, receiver, mo, path } = await aTold()
  receiver.answers.push(404)
  await mo.writes('0')
  await desk.settle()
  const few = await countQueries(() => desk.ada.get(`${path}/deliveries`))
  for (let number = 1; number < 30; number++) await mo.writes(String(number))
  desk.pass(10)
  await desk.settle()
  expect(contents(receiver).slice(1)).toEqual(Array.from({ length: 30 }, (_, number) => String(number)))
  const first = await desk.ada.get(`${path}/deliveries`)
  expect(first.body.payload).toHaveLength(25)
  const second = await desk.ada.get(`${path}/deliveries?cursor=${first.body.meta.next_cursor}`)
  expect(second.body.payload).toHaveLength(5)
  expect(second.body.meta.next_cursor).toBeNull()
  expect(await countQueries(() => desk.ada.get(`${path}/deliveries`))).toBe(few)
  expect((await desk.ada.get(`${path}/deliveries?state=failed`)).body.payload).toEqual([])
  expect((await desk.ada.get(`${path}/deliveries?state=lost`)).status).toBe(422)
  expect((await desk.ada.get(`${path}/deliveries?cursor=rubbish`)).status).toBe(422)
})

test('what was given up stays failed until somebody sends it again, and then arrives under its old id', async () => {
  const { desk, receiver, mo, path } = await aTold((own) => own, { WEBHOOK_RETRIES: '1' })
  receiver.answers.push(500, 500)
  await mo.writes('one')
  await mo.writes('two')
  await desk.settle()
  desk.pass(5)
  await desk.settle()
  expect(contents(receiver)).toEqual(['one', 'one', 'two'])
  const [lost] = (await desk.ada.get(`${path}/deliveries?state=failed`)).body.payload
  expect(lost).toMatchObject({ state: 'failed', attempts: 2 })
  expect((await desk.ada.post(`${path}/deliveries/${lost.id}/resend`)).body.state).toBe('waiting')
  await desk.settle()
  expect(contents(receiver)).toEqual(['one', 'one', 'two', 'one'])
  expect(receiver.arrived.at(-1)?.headers['webhook-id']).toBe(lost.delivery_id)
  expect((await desk.ada.get(`${path}/deliveries/${lost.id}`)).body).toMatchObject({ state: 'delivered', attempts: 3 })
})

test('a test is sent at once, shows the answer and is in the log', async () => {
  const { desk, receiver, path } = await aTold()
  receiver.answers.push((response) => response.writeHead(418).end('I am a teapot'))
  const { body } = await desk.ada.post(`${path}/test`)
  expect(body).toMatchObject({ event: 'webhook_test', state: 'failed', attempts: 1, status: 418 })
  expect(body.log[0]).toMatchObject({ status: 418, response_body: 'I am a teapot' })
  expect(receiver.arrived[0]?.body).toMatchObject({ event: 'webhook_test', account: { name: 'Lamp & Co' } })
  expect((await desk.ada.post(`${path}/test`)).body.state).toBe('delivered')
  await desk.settle()
  expect(receiver.arrived).toHaveLength(2)
})

test('a new secret signs beside the old one for a day', async () => {
  const { desk, receiver, webhook, mo, path } = await aTold()
  const fresh = (await desk.ada.post(`${path}/reset_secret`)).body.payload.webhook
  expect(fresh.secret).not.toBe(webhook.secret)
  await mo.writes('Hello')
  await desk.settle()
  desk.pass(90_000)
  await mo.writes('Still there?')
  await desk.settle()
  const [both, one] = receiver.arrived
  const accepts = (secret: string, arrived = both) => {
    const { headers, text } = arrived!
    const library = new Webhook(secret, { format: 'raw' })
    const signature = library.sign(
      String(headers['webhook-id']),
      new Date(Number(headers['webhook-timestamp']) * 1000),
      text,
    )
    return String(headers['webhook-signature']).split(' ').includes(signature)
  }
  expect([accepts(webhook.secret), accepts(fresh.secret)]).toEqual([true, true])
  expect([accepts(webhook.secret, one), accepts(fresh.secret, one)]).toEqual([false, true])
})

test('a replay sends what happened in a range once more, and otherwise only what did not arrive', async () => {
  const { desk, receiver, mo, path } = await aTold((own) => own, { WEBHOOK_RETRIES: '1' })
  await mo.writes('before')
  await desk.settle()
  desk.pass(3600)
  const from = desk.ports.now()
  receiver.answers.push(500, 500)
  await mo.writes('lost')
  await desk.settle()
  desk.pass(5)
  await desk.settle()
  await mo.writes('arrived')
  await desk.settle()
  const until = desk.ports.now()
  desk.pass(3600)
  await mo.writes('after')
  await desk.settle()
  const ids = new Map(receiver.arrived.map(({ body, headers }) => [body.content, headers['webhook-id']]))
  receiver.arrived.length = 0
  const begun = await desk.ada.post(`${path}/replays`, { from: from.toISOString(), until: until.toISOString() })
  expect(begun.body.payload[0]).toMatchObject({ state: 'reading', only_missed: true, read: 0 })
  await desk.settle()
  expect(contents(receiver)).toEqual(['lost'])
  await desk.ada.post(`${path}/replays`, { from: from.toISOString(), until: until.toISOString(), only_missed: false })
  await desk.settle()
  expect(contents(receiver)).toEqual(['lost', 'lost', 'arrived'])
  expect(receiver.arrived.map(({ headers }) => headers['webhook-id'])).toEqual(
    ['lost', 'lost', 'arrived'].map((content) => ids.get(content)),
  )
  const [last] = (await desk.ada.get(`${path}/replays`)).body.payload
  expect(last).toMatchObject({ state: 'done', delivered: 2, waiting: 0, failed: 0 })
  expect(last.read).toBe(last.events)
  const backwards = await desk.ada.post(`${path}/replays`, { from: until.toISOString(), until: from.toISOString() })
  expect([backwards.status, backwards.body.attributes]).toEqual([422, ['from']])
})

test('nobody of another account sees, sends again, tests or replays a webhook', async () => {
  const { desk, mo, path } = await aTold()
  const zoe = await anotherCompany(desk)
  await mo.writes('Hello')
  await desk.settle()
  const [{ id }] = (await desk.ada.get(`${path}/deliveries`)).body.payload
  const own = await zoe.post('~/webhooks', { url: 'https://127.0.0.1/zoe' })
  const hers = `~/webhooks/${own.body.payload.webhook.id}`
  const statuses = await Promise.all([
    zoe.get(`${path}/deliveries`),
    zoe.get(`${path}/deliveries/${id}`),
    zoe.get(`${hers}/deliveries/${id}`),
    zoe.post(`${hers}/deliveries/${id}/resend`),
    zoe.post(`${path}/test`),
    zoe.post(`${path}/switch_on`),
    zoe.post(`${path}/reset_secret`),
    zoe.post(`${path}/replays`, { from: 1 }),
  ])
  expect(statuses.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 404))
  expect((await zoe.get(`${hers}/deliveries`)).body.payload).toEqual([])
})
