import { beforeAll, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { aWebsite, type Answer, type TestAgent } from '../../testing/people.ts'
import { countQueries } from '../../testing/query-count.ts'

const desk = aDeskForAll()
let zoe: TestAgent
let inbox: Answer['body']

beforeAll(async () => {
  zoe = await anotherCompany(desk())
  inbox = await aWebsite(desk().ada)
})

const create = (body: object) => desk().ada.post('~/webhooks', body)

test('a webhook is created, changed, listed and removed, wrapped as contract 0.2 says', async () => {
  const subscriptions = ['message_created', 'message_created', 'conversation_typing_on']
  const made = await create({
    webhook: { url: ' https://one.example/in ', name: 'One', subscriptions, inbox_id: inbox.id },
  })
  const { webhook } = made.body.payload
  expect(webhook).toMatchObject({
    name: 'One',
    url: 'https://one.example/in',
    subscriptions: ['message_created', 'conversation_typing_on'],
    inbox: { id: inbox.id, name: inbox.name },
  })
  const changed = await desk().ada.patch(`~/webhooks/${webhook.id}`, { name: '', inbox_id: null })
  const { inbox: _gone, ...rest } = webhook
  expect(changed.body.payload.webhook).toEqual({ ...rest, name: null })
  const listed = await desk().ada.get('~/webhooks')
  expect(listed.body.payload.webhooks).toContainEqual(changed.body.payload.webhook)
  expect((await desk().ada.delete(`~/webhooks/${webhook.id}`)).body).toEqual({})
  expect((await desk().ada.patch(`~/webhooks/${webhook.id}`, { name: 'x' })).status).toBe(404)
})

test('who names no events is told what happens, and not who types', async () => {
  const { body } = await create({ url: 'https://two.example/in' })
  expect(body.payload.webhook.subscriptions).toContain('message_created')
  expect(body.payload.webhook.subscriptions.join()).not.toMatch(/typing|inbox/)
})

test('the secret is made here, kept encrypted and never changes by itself', async () => {
  const { webhook } = (await create({ url: 'https://three.example/in', secret: 'mine' })).body.payload
  expect(webhook.secret).toMatch(/^[\w-]{40,}$/)
  const { rows } = await desk().database.pool.query('select * from webhooks')
  expect(JSON.stringify(rows)).not.toContain(webhook.secret)
  const changed = await desk().ada.patch(`~/webhooks/${webhook.id}`, { name: 'Three' })
  expect(changed.body.payload.webhook.secret).toBe(webhook.secret)
})

const refusals: [string, object, string][] = [
  ['an address of another kind', { url: 'ftp://four.example' }, 'url'],
  ['no address', { url: 'four' }, 'url'],
  ['an address with a password', { url: 'https://me:secret@four.example' }, 'url'],
  ['an endless address', { url: `https://four.example/${'x'.repeat(3000)}` }, 'url'],
  ['nothing at all', {}, 'url'],
  ['no event', { url: 'https://four.example', subscriptions: [] }, 'subscriptions'],
  ['an unknown event', { url: 'https://four.example', subscriptions: ['moon_rises'] }, 'subscriptions'],
  ['an inbox that is none', { url: 'https://four.example', inbox_id: 99_999 }, 'inbox_id'],
]

for (const [what, body, field] of refusals) {
  test(`a webhook with ${what} is refused by the field`, async () => {
    const answer = await create(body)
    expect([answer.status, answer.body.attributes]).toEqual([422, [field]])
  })
}

test('an address is told once per account', async () => {
  const url = 'https://five.example/in'
  await create({ url })
  const again = await create({ url })
  expect([again.status, again.body.attributes]).toEqual([422, ['url']])
  expect((await zoe.post('~/webhooks', { url })).status).toBe(200)
})

test('webhooks of one account are not to be had in another, nor its inboxes', async () => {
  const { webhook } = (await create({ url: 'https://six.example/in' })).body.payload
  const listed = await zoe.get('~/webhooks')
  expect(JSON.stringify(listed.body)).not.toContain('six.example')
  expect((await zoe.patch(`~/webhooks/${webhook.id}`, { name: 'x' })).status).toBe(404)
  expect((await zoe.delete(`~/webhooks/${webhook.id}`)).status).toBe(404)
  expect((await zoe.post('~/webhooks', { url: 'https://seven.example', inbox_id: inbox.id })).status).toBe(422)
})

test('the list takes as many queries for many webhooks as for one', async () => {
  const few = await countQueries(() => desk().ada.get('~/webhooks'))
  for (const name of ['a', 'b', 'c', 'd']) await create({ url: `https://${name}.example/in`, inbox_id: inbox.id })
  expect(await countQueries(() => desk().ada.get('~/webhooks'))).toBe(few)
})
