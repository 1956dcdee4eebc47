import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { lookAt, lookAway, view } from '../features/presence/index.ts'
import { anotherCompany } from '../testing/another-company.ts'
import { aCable, listenAs } from '../testing/cable.ts'
import { aDesk, testPassword, type TestDesk } from '../testing/desk.ts'
import { anAgent, aVisitor, aWebsite, signIn, type TestAgent } from '../testing/people.ts'
import { aPushService, browserKeys, vapidClaims, type TestPushService } from '../testing/push-endpoint.ts'
import { publicPushKey } from './push-notifications.ts'

/** Makes due what waits, and does it. */
async function later(desk: TestDesk) {
  await sql`update graphile_worker._private_jobs set run_at = now()`.execute(desk.database.db)
  await desk.settle()
}

/** A desk whose pushes go to a service of the test, with a visitor whose conversation is Ada's. */
async function furnished() {
  const desk = await aDesk({ OUTGOING_ALLOW: '127.0.0.1' })
  const service = await aPushService()
  desk.ports.outgoing = service.instead(desk.ports.outgoing)
  await publicPushKey(desk.ports)
  const inbox = await aWebsite(desk.ada)
  const mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello')
  await desk.ada.post('~/conversations/1/assignments', { assignee_id: desk.ada.user.id })
  await desk.settle()
  return { desk, service, inbox, mo }
}

async function subscribe(agent: TestAgent, name: string) {
  const keys = browserKeys()
  const attributes = { endpoint: `https://push.example/${name}`, p256dh: keys.p256dh, auth: keys.auth }
  const body = { subscription_type: 'browser_push', subscription_attributes: attributes }
  expect((await agent.post('/api/v1/notification_subscriptions', body)).status).toBe(200)
  return keys
}

const paths = (service: TestPushService) => service.arrived.map(({ path }) => path)
const endpoints = async (desk: TestDesk) => {
  const rows = await desk.database.db.selectFrom('push_subscriptions').select('identifier').orderBy('id').execute()
  return rows.map(({ identifier }) => identifier)
}

test('the browser’s side of the encryption opens the example of RFC 8291 §5', () => {
  const body =
    'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN'
  const keys = browserKeys({
    privateKey: 'q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94',
    auth: 'BTBZMqHH6r4Tts7J_aSIgg',
  })
  expect(keys.open(Buffer.from(body, 'base64url'))).toBe('When I grow up, I want to be a watermelon')
})

test('what a customer writes is pushed to each browser of the assignee, for these browsers’ eyes only', async () => {
  const { desk, service, mo } = await furnished()
  const [laptop, phone] = [await subscribe(desk.ada, 'laptop'), await subscribe(desk.ada, 'phone')]
  await mo.writes('Where is my lamp?')
  await desk.settle()
  expect(paths(service)).toEqual(['/laptop', '/phone'])
  const [first, second] = service.arrived
  if (!first || !second) throw new Error('Nothing arrived')
  const note = JSON.parse(laptop.open(first.body)) as Record<string, unknown>
  expect(note).toMatchObject({ account_id: desk.accountId, body: expect.stringContaining('Where is my lamp?') })
  expect(note['url']).toMatch(/^\/app\/accounts\/\d+\/conversations\/1\?message=\d+$/)
  expect(String(note['title'])).toContain('1')
  expect(phone.open(second.body)).toBe(laptop.open(first.body))
  expect(() => phone.open(first.body)).toThrow()
  expect(first.body.includes('lamp')).toBe(false)
  expect(first.headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '21600', urgency: 'high' })
  const { key, claims } = vapidClaims(first.headers.authorization)
  expect([key, claims['aud']]).toEqual([await publicPushKey(desk.ports), 'https://push.example'])
  expect(String(claims['sub'])).toMatch(/^(mailto:|https:)/)
})

test('a browser that the push service knows no longer is forgotten, the others are not', async () => {
  const { desk, service, mo } = await furnished()
  for (const name of ['gone', 'lost', 'here']) await subscribe(desk.ada, name)
  service.answers.push({ status: 410 }, { status: 404 })
  await mo.writes('One more thing')
  await desk.settle()
  expect(await endpoints(desk)).toEqual(['https://push.example/here'])
  await mo.writes('And another')
  await desk.settle()
  expect(paths(service)).toEqual(['/gone', '/lost', '/here', '/here'])
})

test('a push service that cannot take it now is asked again, at most five times, and as late as it says', async () => {
  const { desk, service, mo } = await furnished()
  await subscribe(desk.ada, 'busy')
  const busy = { status: 503 }
  service.answers.push({ status: 429, headers: { 'retry-after': '900' } }, busy, busy, busy, busy, busy)
  const at = Date.now()
  await mo.writes('Hello?')
  await desk.settle()
  expect(service.arrived).toHaveLength(1)
  const waiting = (
    await sql<{ runAt: Date }>`select run_at as "runAt" from graphile_worker.jobs
      where task_identifier = 'send-push'`.execute(desk.database.db)
  ).rows
  const latest = Math.max(...waiting.map(({ runAt }) => runAt.getTime()))
  expect(latest - at).toBeGreaterThanOrEqual(900_000)
  for (let turn = 0; turn < 8; turn++) await later(desk)
  expect(service.arrived).toHaveLength(5)
  expect(await endpoints(desk)).toEqual(['https://push.example/busy'])
})

test('what was read before the next try is not brought', async () => {
  const { desk, service, mo } = await furnished()
  await subscribe(desk.ada, 'slow')
  service.answers.push({ status: 503 })
  await mo.writes('Hello?')
  await desk.settle()
  await desk.ada.post('~/notifications/read_all')
  await later(desk)
  expect(service.arrived).toHaveLength(1)
})

test('a kind of notification that is not wanted here is not pushed, though it stands under the bell', async () => {
  const { desk, service, mo } = await furnished()
  await subscribe(desk.ada, 'laptop')
  const flags = { selected_push_flags: ['push_conversation_mention'] }
  const wanted = { ...flags, selected_email_flags: ['email_assigned_conversation_new_message'] }
  await desk.ada.patch('~/notification_settings', { notification_settings: wanted })
  await mo.writes('Quietly')
  await desk.settle()
  expect((await desk.ada.get('~/notifications')).body.data.meta.count).toBe(1)
  expect(service.arrived).toEqual([])
})

test('whoever looks at the desk, or has the conversation open, is left in peace; who closed the lid hears a minute later', async () => {
  const { desk, service, mo } = await furnished()
  await subscribe(desk.ada, 'laptop')
  const { scratch } = desk.ports
  const looking = { accountId: desk.accountId, userId: desk.ada.user.id, window: 'w' }
  await lookAt(scratch, looking)
  await mo.writes('You see this')
  await desk.settle()
  await later(desk)
  expect(service.arrived).toEqual([])

  await mo.writes('You do not see this')
  await desk.settle()
  await lookAway(scratch, looking)
  await later(desk)
  expect(service.arrived).toHaveLength(1)

  const { id: conversationId } = await desk.database.db
    .selectFrom('conversations')
    .select('id')
    .executeTakeFirstOrThrow()
  await view(scratch, { conversationId, userId: desk.ada.user.id, window: 'w' })
  await mo.writes('You have it open')
  await desk.settle()
  await later(desk)
  expect(service.arrived).toHaveLength(1)
})

test('the socket says who looks: until they look away, or their window is gone', async () => {
  const { desk, service, mo } = await furnished()
  await subscribe(desk.ada, 'laptop')
  const cable = await aCable(desk)
  const ear = await listenAs(cable, desk.ada)
  ear.perform('looking', { looking: true })
  await ear.caughtUp()
  await mo.writes('One')
  await desk.settle()
  await later(desk)
  expect(service.arrived).toEqual([])
  ear.perform('looking', { looking: false })
  await ear.caughtUp()
  await mo.writes('Two')
  await desk.settle()
  expect(service.arrived).toHaveLength(1)
})

test('people of another account hear nothing, and whoever may not see the conversation any more neither', async () => {
  const { desk, service, mo, inbox } = await furnished()
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben', inboxIds: [inbox.id] })
  const eve = await anotherCompany(desk)
  await subscribe(eve, 'eve')
  await subscribe(ben, 'ben')
  await desk.ada.post('~/conversations/1/assignments', { assignee_id: ben.user.id })
  await desk.settle()
  expect(paths(service)).toEqual(['/ben'])
  service.answers.push({ status: 500 })
  await mo.writes('Hello Ben')
  await desk.settle()
  await desk.ada.delete('~/inbox_members', { inbox_id: inbox.id, user_ids: [ben.user.id] })
  await later(desk)
  expect(paths(service)).toEqual(['/ben', '/ben'])
})

test('whoever signs out is not pushed to on that device any more', async () => {
  const { desk } = await furnished()
  const second = await signIn(desk.app, 'ada@lamp.example', testPassword)
  await subscribe(desk.ada, 'laptop')
  await subscribe(second, 'phone')
  expect((await second.delete('/auth/sign_out')).status).toBe(200)
  expect(await endpoints(desk)).toEqual(['https://push.example/laptop'])
})

test('the push keys are made once, and their secret is not kept in the clear', async () => {
  const desk = await aDesk()
  const keys = await Promise.all([publicPushKey(desk.ports), publicPushKey(desk.ports), publicPushKey(desk.ports)])
  expect(new Set(keys).size).toBe(1)
  expect(Buffer.from(keys[0] ?? '', 'base64url')).toHaveLength(65)
  const row = await desk.database.db.selectFrom('push_keys').selectAll().executeTakeFirstOrThrow()
  expect(desk.ports.secrets.decrypt(row.private_key_encrypted, 'push-key')).toMatch(/^[\w-]{43}$/)
})

test('a browser with keys that are none is forgotten, and an address inside the network is not asked', async () => {
  const { desk, service, mo } = await furnished()
  const subscriptionOf = (attributes: object) =>
    desk.ada.post('/api/v1/notification_subscriptions', {
      subscription_type: 'browser_push',
      subscription_attributes: attributes,
    })
  await subscriptionOf({ endpoint: 'https://push.example/none', p256dh: 'p', auth: 'a' })
  await subscriptionOf({ endpoint: 'https://push.example/bare' })
  const { p256dh, auth } = browserKeys()
  await subscriptionOf({ endpoint: 'https://10.0.0.1/inside', p256dh, auth })
  await mo.writes('Hello')
  await desk.settle()
  expect(await endpoints(desk)).toEqual(['https://10.0.0.1/inside'])
  await later(desk)
  expect(service.arrived).toEqual([])
})

test('a browser is tried out, with what its push service says; nobody tries that of somebody else', async () => {
  const { desk, service, inbox } = await furnished()
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben', inboxIds: [inbox.id] })
  const keys = await subscribe(desk.ada, 'laptop')
  const trial = { push_token: 'https://push.example/laptop', title: 'It works', body: 'Here' }
  const path = '/api/v1/notification_subscriptions/try'
  expect((await ben.post(path, trial)).status).toBe(404)
  expect((await desk.ada.post(path, trial)).body).toEqual({ sent: true, answer: '' })
  expect(JSON.parse(keys.open(service.arrived[0]?.body ?? Buffer.alloc(0)))).toMatchObject({ title: 'It works' })
  service.answers.push({ status: 403 }, { status: 410 })
  expect((await desk.ada.post(path, trial)).body).toEqual({ sent: false, answer: 'The push service answered 403' })
  expect((await desk.ada.post(path, trial)).body.sent).toBe(false)
  expect(await endpoints(desk)).toEqual([])
  expect((await desk.ada.post(path, { ...trial, title: '' })).status).toBe(422)
  expect((await desk.ada.post(path, { ...trial, body: 'x'.repeat(400) })).status).toBe(422)
})

test('what exceeds five notes in a minute becomes one that says how many there are', async () => {
  const { desk, service, mo } = await furnished()
  const keys = await subscribe(desk.ada, 'laptop')
  await desk.ada.post('~/notifications/read_all')
  for (let turn = 1; turn <= 9; turn++) await mo.writes(`Line ${turn}`)
  await desk.settle()
  expect(service.arrived).toHaveLength(5)
  await later(desk)
  expect(service.arrived).toHaveLength(6)
  const digest = JSON.parse(keys.open(service.arrived[5]?.body ?? Buffer.alloc(0))) as Record<string, unknown>
  expect(digest).toMatchObject({
    title: '9 notifications from Lamp & Co',
    url: `/app/accounts/${desk.accountId}/conversations`,
  })
  await desk.ada.post('~/notifications/read_all')
  await later(desk)
  expect(service.arrived).toHaveLength(6)
})
