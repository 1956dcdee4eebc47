import { beforeAll, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { anApiInbox } from '../../testing/furnished.ts'
import { aVisitor, aWebsite, type TestAgent } from '../../testing/people.ts'
import { countQueries } from '../../testing/query-count.ts'

const desk = aDeskForAll()
let zoe: TestAgent
let websiteId: number
let websiteToken: string
let apiInboxId: number

beforeAll(async () => {
  zoe = await anotherCompany(desk())
  const website = await aWebsite(desk().ada)
  websiteId = website.id
  websiteToken = website.website_token
  apiInboxId = (await anApiInbox(desk())).id
})

const trigger_rules = { url: 'https://lamp.example/cart/*', time_on_page: '10' }
const create = (body: object) => desk().ada.post('~/campaigns', body)
const ongoing = (more: object = {}) =>
  create({ title: 'Cart', message: 'Any questions?', inbox_id: websiteId, trigger_rules, ...more })
const oneOff = (more: object = {}) => create({ title: 'Sale', message: 'Lamps!', inbox_id: apiInboxId, ...more })

test('a campaign of a website is ongoing, and has a number of its own account', async () => {
  const made = await ongoing({ sender_id: desk().ada.user.id, trigger_only_during_business_hours: 'true' })
  expect(made.body).toMatchObject({
    title: 'Cart',
    campaign_type: 'ongoing',
    campaign_status: 'active',
    enabled: true,
    trigger_rules: { url: trigger_rules.url, time_on_page: 10 },
    trigger_only_during_business_hours: true,
    inbox: { id: websiteId },
    sender: { id: desk().ada.user.id },
  })
  expect(made.body).not.toHaveProperty('audience')
  const path = `~/campaigns/${made.body.id}`
  expect((await desk().ada.get(path)).body).toEqual(made.body)
  const changed = await desk().ada.patch(path, { campaign: { enabled: false, sender_id: null, description: 'Off' } })
  expect(changed.body).toMatchObject({ enabled: false, sender: null, description: 'Off', title: 'Cart' })
  expect((await desk().ada.get('~/campaigns')).body.map((one: { id: number }) => one.id)).toContain(made.body.id)
  expect((await desk().ada.delete(path)).body).toEqual({})
  expect((await desk().ada.get(path)).status).toBe(404)
  const next = await ongoing()
  expect(next.body.id).toBe(made.body.id + 1)
  const theirs = await aWebsite(zoe)
  const { body } = await zoe.post('~/campaigns', { title: 'T', message: 'M', inbox_id: theirs.id, trigger_rules })
  expect(body.id).toBe(1)
})

test('a campaign of another kind of inbox is sent once, at its moment, to its audience', async () => {
  const { body: label } = await desk().ada.post('~/labels', { title: 'buyers' })
  const audience = [{ type: 'Label', id: label.id }]
  const made = await oneOff({ audience, scheduled_at: '2031-05-01T08:00:00Z', template_params: { name: 'sale' } })
  expect(made.body).toMatchObject({ campaign_type: 'one_off', audience, scheduled_at: 1_935_388_800 })
  expect(made.body.template_params).toEqual({ name: 'sale' })
  const soon = await oneOff()
  expect(soon.body.scheduled_at).toBe(Math.floor(Date.parse(soon.body.created_at) / 1000))
  const moved = await desk().ada.patch(`~/campaigns/${soon.body.id}`, { inbox_id: websiteId })
  expect([moved.status, moved.body.attributes]).toEqual([422, ['inbox_id']])
})

test('a campaign that was sent stays as it was sent', async () => {
  const { body } = await oneOff()
  await desk().database.pool.query("update campaigns set status = 'completed' where number = $1", [body.id])
  expect((await desk().ada.patch(`~/campaigns/${body.id}`, { title: 'Other' })).status).toBe(422)
})

const refusals: [string, object, string][] = [
  ['no title', { title: ' ' }, 'title'],
  ['no message', { message: '' }, 'message'],
  ['an inbox that is none', { inbox_id: 99_999 }, 'inbox_id'],
  ['a sender who is none', { sender_id: 99_999 }, 'sender_id'],
  ['no address', { trigger_rules: {} }, 'trigger_rules.url'],
  ['an address of another kind', { trigger_rules: { url: 'javascript:alert(1)' } }, 'trigger_rules.url'],
  [
    'a wait that is none',
    { trigger_rules: { url: 'https://a.example', time_on_page: 'long' } },
    'trigger_rules.time_on_page',
  ],
  [
    'a wait below zero',
    { trigger_rules: { url: 'https://a.example', time_on_page: -1 } },
    'trigger_rules.time_on_page',
  ],
]

for (const [what, body, field] of refusals) {
  test(`a campaign with ${what} is refused by the field`, async () => {
    const answer = await ongoing(body)
    expect([answer.status, answer.body.attributes]).toEqual([422, [field]])
  })
}

test('an audience of anything but labels, and a moment that is none, are refused by the field', async () => {
  expect((await oneOff({ audience: [{ type: 'Everybody', id: 1 }] })).body.attributes).toEqual(['audience[0]'])
  const { body: label } = await desk().ada.post('~/labels', { title: 'ours' })
  const { body: theirs } = await zoe.post('~/labels', { title: 'theirs' })
  for (const id of [theirs.id, 999_999, 99_999_999_999]) {
    const audience = [label.id, id].map((one) => ({ type: 'Label', id: one }))
    expect((await oneOff({ audience })).body.attributes).toEqual(['audience[1]'])
  }
  expect((await oneOff({ audience: ['vip'] })).body.attributes).toEqual(['audience[0]'])
  expect((await oneOff({ scheduled_at: 'soon' })).body.attributes).toEqual(['scheduled_at'])
  expect((await oneOff({ scheduled_at: 900_000_000_000 })).body.attributes).toEqual(['scheduled_at'])
})

test('a refused campaign takes no number', async () => {
  const before = (await ongoing()).body.id
  await ongoing({ title: ' ' })
  expect((await ongoing()).body.id).toBe(before + 1)
})

test('the widget is told of the enabled campaigns of its own inbox, by name and face', async () => {
  const other = await aWebsite(desk().ada, { name: 'Other' })
  const mo = await aVisitor(desk().app, other.website_token)
  expect((await mo.get('/campaigns')).body).toEqual([])
  const shown = await ongoing({ inbox_id: other.id, sender_id: desk().ada.user.id })
  await ongoing({ inbox_id: other.id, enabled: false })
  const { body } = await mo.get('/campaigns')
  expect(body).toHaveLength(1)
  expect(body[0]).toMatchObject({ id: shown.body.id, message: 'Any questions?', sender: { name: 'Ada' } })
  expect(JSON.stringify(body)).not.toContain('@')
  const elsewhere = await aVisitor(desk().app, websiteToken)
  const seen = (await elsewhere.get('/campaigns')).body.map((one: { id: number }) => one.id)
  expect(seen).not.toContain(shown.body.id)
})

test('a visitor who answers a campaign begins a conversation with it, once, and it counts as nobody’s reply', async () => {
  const { ada, app, settle } = desk()
  const website = await aWebsite(ada, { name: 'Answering' })
  const { body } = await ongoing({ inbox_id: website.id, sender_id: ada.user.id, message: 'Which lamp?' })
  const mo = await aVisitor(app, website.website_token)
  const event_info = { campaign_id: body.id, custom_attributes: { page: 'cart' } }
  const [one, two] = await Promise.all([0, 1].map(() => mo.post('/events', { name: 'campaign.triggered', event_info })))
  expect([one?.status, two?.status]).toEqual([200, 200])
  await mo.writes('The red one')
  await settle()
  const said = (await mo.get('/messages')).body.payload.map((message: { content: string }) => message.content)
  expect(said).toEqual(['Which lamp?', 'The red one'])
  const { payload } = (await ada.get(`~/conversations?inbox_id=${website.id}&assignee_type=all`)).body.data
  expect(payload).toHaveLength(1)
  expect(payload[0]).toMatchObject({ custom_attributes: { page: 'cart' }, first_reply_created_at: 0 })
  const filter = [{ attribute_key: 'campaign_id', filter_operator: 'equal_to', values: [body.id] }]
  const found = (await ada.post('~/conversations/filter', { payload: filter })).body.payload
  expect(found.map((conversation: { id: number }) => conversation.id)).toContain(payload[0].id)
})

test('a campaign that is off, or of another website, begins nothing; a malformed one is refused', async () => {
  const { ada, app } = desk()
  const website = await aWebsite(ada, { name: 'Quiet' })
  const off = (await ongoing({ inbox_id: website.id, enabled: false })).body
  const elsewhere = (await ongoing()).body
  const mo = await aVisitor(app, website.website_token)
  for (const campaign_id of [off.id, elsewhere.id, 99_999]) {
    expect((await mo.post('/events', { name: 'campaign.triggered', event_info: { campaign_id } })).status).toBe(200)
  }
  expect((await mo.get('/conversations')).body).toEqual({})
  expect((await mo.get('/contact')).body.id).toBeNull()
  expect((await mo.post('/events', { name: 'campaign.triggered', event_info: { campaign_id: 'x' } })).status).toBe(422)
})

test('the loader knows which websites have something to say, and no more of them', async () => {
  const { ada, app } = desk()
  const website = await aWebsite(ada, { name: 'Loud' })
  const before = (await app.inject('/packs/js/sdk.js')).body
  expect(before).not.toContain(website.website_token.slice(0, 8))
  await ongoing({ inbox_id: website.id })
  const { body } = await app.inject('/packs/js/sdk.js')
  expect(body).toContain(website.website_token.slice(0, 8))
  expect(body).not.toContain(website.website_token)
})

test('an inbox lists its campaigns in a payload', async () => {
  const other = await aWebsite(desk().ada, { name: 'Third' })
  const { body } = await ongoing({ inbox_id: other.id })
  expect((await desk().ada.get(`~/inboxes/${other.id}/campaigns`)).body).toEqual({ payload: [body] })
  expect((await zoe.get(`~/inboxes/${other.id}/campaigns`)).status).toBe(404)
})

test('campaigns of one account are not to be had in another', async () => {
  const { id } = (await ongoing({ title: 'Ours alone' })).body
  expect(JSON.stringify((await zoe.get('~/campaigns')).body)).not.toContain('Ours alone')
  expect((await zoe.get(`~/campaigns/${id}`)).status).toBe(404)
  expect((await zoe.patch(`~/campaigns/${id}`, { title: 'x' })).status).toBe(404)
  expect((await zoe.delete(`~/campaigns/${id}`)).status).toBe(404)
  expect((await zoe.post('~/campaigns', { title: 'T', message: 'M', inbox_id: websiteId, trigger_rules })).status).toBe(
    422,
  )
})

test('the list takes as many queries for many campaigns as for one', async () => {
  await ongoing()
  const few = await countQueries(() => desk().ada.get('~/campaigns'))
  for (let count = 0; count < 3; count += 1) await ongoing({ sender_id: desk().ada.user.id })
  expect(await countQueries(() => desk().ada.get('~/campaigns'))).toBe(few)
})
