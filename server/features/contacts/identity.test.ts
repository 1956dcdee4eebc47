import { createHmac } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { aDeskForAll } from '../../testing/desk.ts'
import { aClient, anApiInbox } from '../../testing/furnished.ts'
import { aVisitor, aWebsite, type Answer, type TestVisitor } from '../../testing/people.ts'

const desk = aDeskForAll()
let website: Answer['body']
let strict: Answer['body']

beforeAll(async () => {
  website = await aWebsite(desk().ada)
  strict = await aWebsite(desk().ada, { name: 'Strict', channel: { type: 'web_widget', hmac_mandatory: true } })
})

function vouchedFor(inbox: Answer['body'], identifier: string) {
  return { identifier, identifier_hash: createHmac('sha256', inbox.hmac_token).update(identifier).digest('hex') }
}

function aGuest(inbox: Answer['body'] = website): Promise<TestVisitor> {
  return aVisitor(desk().app, inbox.website_token)
}

async function texts(visitor: TestVisitor): Promise<string[]> {
  const { body } = await visitor.get('/messages')
  return body.payload.map((message: { content: string }) => message.content)
}

test('a good hash identifies, a wrong one does not and changes nothing', async () => {
  const guest = await aGuest()
  const good = await guest.patch('/contact/set_user', { ...vouchedFor(website, 'mo-1'), email: 'mo@home.example' })
  expect(good.body).toMatchObject({ has_email: true, identifier: 'mo-1' })
  for (const identifier_hash of ['0'.repeat(64), 'zz', vouchedFor(website, 'mo-1').identifier_hash.slice(2)]) {
    const other = await aGuest()
    const answer = await other.patch('/contact/set_user', { identifier: 'mo-1', identifier_hash })
    expect([answer.status, typeof answer.body.error]).toEqual([401, 'string'])
    expect((await other.get('/contact')).body.id).toBeNull()
  }
})

test('where a hash is mandatory, nobody says who they are without one', async () => {
  const guest = await aGuest(strict)
  expect((await guest.patch('/contact/set_user', { identifier: 'boss' })).status).toBe(401)
  expect((await guest.patch('/contact/set_user', { identifier: 'boss', identifier_hash: '' })).status).toBe(401)
  await guest.patch('/contact', { identifier: 'boss', name: 'Boss' })
  expect((await guest.get('/contact')).body).toMatchObject({ has_name: true, identifier: null })
  expect((await guest.patch('/contact/set_user', vouchedFor(strict, 'boss'))).body.identifier).toBe('boss')
})

test('the public API refuses a wrong hash as well', async () => {
  const inbox = await anApiInbox(desk(), { hmac_mandatory: true })
  const kim = await aClient(desk(), inbox.inbox_identifier)
  const contacts = `/public/api/v1/inboxes/${inbox.inbox_identifier}/contacts`
  expect((await kim.post(contacts, { identifier: 'kim-1' })).status).toBe(401)
  expect((await kim.post(contacts, { identifier: 'kim-1', identifier_hash: 'ab' })).status).toBe(401)
  expect((await kim.patch('@', { identifier: 'kim-1' })).status).toBe(401)
  expect((await kim.post(contacts, vouchedFor(inbox, 'kim-1'))).status).toBe(200)
})

test('a contact that ends in another leaves it its labels; one that goes on keeps them', async () => {
  const { ada } = desk()
  const known = (await ada.post('~/contacts', { name: 'Ola', identifier: 'ola-1' })).body.payload.contact
  await ada.post(`~/contacts/${known.id}/labels`, { labels: ['vip', 'late'] })
  const guest = await aGuest()
  const { body } = await guest.writes('Hello')
  await ada.post(`~/contacts/${body.sender.id}/labels`, { labels: ['fragile', 'vip'] })
  await guest.patch('/contact/set_user', vouchedFor(website, 'ola-1'))
  const labels = async () => (await ada.get(`~/contacts/${known.id}/labels`)).body.payload
  expect(await labels()).toEqual(['vip', 'late', 'fragile'])
  expect((await ada.get(`~/contacts/${body.sender.id}`)).status).toBe(404)
  // Somebody with a second session: only the session moves.
  const pat = await aGuest()
  const { body: one } = await pat.writes('Hello')
  await ada.post(`~/contacts/${one.sender.id}/labels`, { labels: ['loud'] })
  await ada.post(`~/contacts/${one.sender.id}/contact_inboxes`, { inbox_id: (await anApiInbox(desk())).id })
  await pat.patch('/contact/set_user', vouchedFor(website, 'ola-1'))
  expect(await labels()).toEqual(['vip', 'late', 'fragile'])
  expect((await ada.get(`~/contacts/${one.sender.id}/labels`)).body.payload).toEqual(['loud'])
})

test('a session with a talk keeps it when it moves to a known person', async () => {
  const known = (await desk().ada.post('~/contacts', { name: 'Lu', identifier: 'lu-1' })).body.payload.contact
  const guest = await aGuest()
  const { body } = await guest.writes('Before I signed in')
  await guest.patch('/contact/set_user', vouchedFor(website, 'lu-1'))
  await desk().settle()
  expect(await texts(guest)).toEqual(['Before I signed in'])
  const conversation = (await desk().ada.get(`~/conversations/${body.conversation_id}`)).body
  expect(conversation.meta).toMatchObject({ sender: { id: known.id, name: 'Lu' }, hmac_verified: true })
  expect((await desk().ada.get(`~/contacts/${body.sender.id}`)).status).toBe(404)
})

test('verified sessions of one person see the same talk, an unverified one only its own', async () => {
  const [phone, laptop, stranger] = [await aGuest(), await aGuest(), await aGuest()]
  await phone.patch('/contact/set_user', vouchedFor(website, 'ann-1'))
  await phone.writes('From the phone')
  await laptop.patch('/contact/set_user', vouchedFor(website, 'ann-1'))
  expect(await texts(laptop)).toEqual(['From the phone'])
  await laptop.writes('From the laptop')
  expect(await texts(phone)).toEqual(['From the phone', 'From the laptop'])
  await stranger.patch('/contact/set_user', { identifier: 'ann-1' })
  expect(await texts(stranger)).toEqual([])
})

test('an e-mail address does not open the talks of somebody with another identifier', async () => {
  const victim = await aGuest()
  await victim.patch('/contact/set_user', { ...vouchedFor(website, 'victim'), email: 'victim@home.example' })
  await victim.writes('My secret')
  const thief = await aGuest()
  const answer = await thief.patch('/contact/set_user', {
    ...vouchedFor(website, 'thief'),
    email: 'victim@home.example',
  })
  expect(answer.status).toBe(200)
  expect(await texts(thief)).toEqual([])
  const ids = await Promise.all([victim, thief].map(async (who) => (await who.get('/contact')).body.id))
  expect(ids[0]).not.toBe(ids[1])
})

test('another identity in the same browser begins a session of its own, and gets its token', async () => {
  const shared = await aGuest()
  await shared.patch('/contact/set_user', { identifier: 'first' })
  await shared.writes('By the first')
  const { body } = await shared.patch('/contact/set_user', { identifier: 'second' })
  expect(body.identifier).toBe('second')
  const url = `/api/v1/widget/messages?website_token=${website.website_token}`
  const headers = { 'x-auth-token': body.widget_auth_token as string }
  const answer = await desk().app.inject({ url, headers })
  expect(answer.json().payload).toEqual([])
  expect(await texts(shared)).toEqual(['By the first'])
})

test('saying it again changes no token', async () => {
  const guest = await aGuest()
  await guest.patch('/contact/set_user', { identifier: 'again' })
  const { body } = await guest.patch('/contact/set_user', { identifier: 'again', name: 'Again' })
  expect(body).not.toHaveProperty('widget_auth_token')
  expect(body.has_name).toBe(true)
})

test('details of somebody else and malformed ones are left out, the rest is kept', async () => {
  await desk().ada.post('~/contacts', { name: 'Owner', email: 'owner@home.example' })
  const guest = await aGuest()
  const taken = { name: 'Guest', email: 'owner@home.example', phone_number: '12', custom_attributes: { plan: 'pro' } }
  const answer = await guest.patch('/contact', taken)
  expect(answer.body).toMatchObject({ has_email: false, has_name: true, has_phone_number: false })
  const { body } = await desk().ada.get(`~/contacts/${answer.body.id}`)
  expect(body.payload).toMatchObject({ name: 'Guest', email: null, custom_attributes: { plan: 'pro' } })
})

test('agents are told instead: a taken or malformed detail is refused by its name', async () => {
  const create = (details: object) => desk().ada.post('~/contacts', details)
  await create({ email: 'one@home.example', identifier: 'one' })
  const refused = await Promise.all([
    create({ email: 'ONE@home.example' }),
    create({ identifier: 'one' }),
    create({ email: 'no address' }),
    create({ phone_number: '0170' }),
    create({ identifier: 'x'.repeat(3000) }),
    create({ inbox_id: website.id, source_id: 'x'.repeat(3000) }),
  ])
  expect(refused.map((answer) => [answer.status, answer.body.attributes])).toEqual([
    [422, ['email']],
    [422, ['identifier']],
    [422, ['email']],
    [422, ['phone_number']],
    [422, ['identifier']],
    [422, ['source_id']],
  ])
})

test('a source id that is taken in an inbox is refused by its name, and leaves no contact behind', async () => {
  const create = (name: string) => desk().ada.post('~/contacts', { name, inbox_id: website.id, source_id: 'taken-1' })
  expect((await create('Holder')).status).toBe(200)
  const answer = await create('Latecomer')
  expect([answer.status, answer.body.attributes]).toEqual([422, ['source_id']])
  const rows = await desk().database.db.selectFrom('contacts').select('id').where('name', '=', 'Latecomer').execute()
  expect(rows).toEqual([])
})

test('looking at the website leaves no row', async () => {
  const count = async () => (await desk().database.db.selectFrom('contacts').select('id').execute()).length
  const before = await count()
  const guest = await aGuest()
  await guest.get('/contact')
  await guest.get('/messages')
  await guest.get('/conversations')
  await guest.post('/conversations/update_last_seen')
  await guest.post('/conversations/toggle_typing', { typing_status: 'on' })
  expect(await count()).toBe(before)
})

test('a session that merely claims an identity is not told the details that another session gave', async () => {
  const { app } = desk()
  const inbox = await aWebsite(desk().ada)
  const mo = await aVisitor(app, inbox.website_token)
  await mo.patch('/contact/set_user', { identifier: 'own-details', name: 'Mo', email: 'own@home.example' })
  expect((await mo.post('/config')).body.contact).toMatchObject({ name: 'Mo', email: 'own@home.example' })
  const stranger = await aVisitor(app, inbox.website_token)
  await stranger.patch('/contact/set_user', { identifier: 'own-details' })
  expect((await stranger.post('/config')).body.contact).toMatchObject({ name: '', email: null, identifier: null })
  const written = await stranger.writes('Hello')
  expect(written.body.sender).toMatchObject({ name: '', email: null, phone_number: null })
})
