import { beforeAll, describe, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite, type Answer, type TestAgent } from '../../testing/people.ts'
import { countQueries } from '../../testing/query-count.ts'

const desk = aDeskForAll()
let ines: TestAgent
let rival: TestAgent
let shop: Answer['body']
let repairs: Answer['body']
let léaId: number
let inesId: number

/** Léa asks twice about lamps in the shop, Mo once at the repairs desk; Ines has answered Léa. */
beforeAll(async () => {
  const { ada, app } = desk()
  shop = await aWebsite(ada, { name: 'Shop' })
  repairs = await aWebsite(ada, { name: 'Repairs' })
  ines = await anAgent(app, ada, { name: 'Ines', inboxIds: [shop.id] })
  inesId = (await ines.get('/api/v1/profile')).body.id
  const léa = await aVisitor(app, shop.website_token)
  await léa.writes('The lamp is dark')
  léaId = (await ada.get('~/conversations/1')).body.meta.sender.id
  await ada.put(`~/contacts/${léaId}`, { name: 'Léa Martin' })
  await ines.post('~/conversations/1/messages', { content: 'Which lamp is it?' })
  desk().pass(60 * 60 * 24)
  await léa.writes('The reading lamp')
  const mo = await aVisitor(app, repairs.website_token)
  await mo.writes('My lamp shade has a hole')
  await ada.post('~/conversations/2/labels', { labels: ['Fragile'] })
  await ada.post('~/conversations/1/assignments', { assignee_id: inesId })
  await ada.post('~/conversations/2/toggle_status', { status: 'resolved' })
  rival = await anotherCompany(desk())
})

async function search(kind: string, query: Record<string, string | number>, who: TestAgent = desk().ada) {
  const words = new URLSearchParams(Object.entries(query).map(([key, value]): [string, string] => [key, String(value)]))
  const answer = await who.get(`~/search/${kind}?${words}`)
  expect(answer.status).toBe(200)
  return answer.body.payload[kind] as Answer['body'][]
}
const texts = async (query: Record<string, string | number>, who?: TestAgent) =>
  (await search('messages', query, who)).map((one) => one.content)
const numbers = async (query: Record<string, string | number>, who?: TestAgent) =>
  (await search('conversations', query, who)).map((one) => one.id)

describe('Messages with words', () => {
  test('are found by who wrote them, by id or by a part of the name', async () => {
    expect(await texts({ q: 'lamp', from: `contact:${léaId}` })).toHaveLength(2)
    expect(await texts({ q: 'lamp', from: 'lea' })).toHaveLength(2)
    expect(await texts({ q: 'lamp', from: `agent:${inesId}` })).toEqual(['Which lamp is it?'])
    expect(await texts({ q: 'lamp', from: 'ines' })).toEqual(['Which lamp is it?'])
    expect(await texts({ q: 'lamp', from: 'nobody at all' })).toEqual([])
  })

  test('are confined to what their conversation is', async () => {
    expect(await texts({ q: 'lamp', inbox_id: repairs.id })).toEqual(['My lamp shade has a hole'])
    expect(await texts({ q: 'lamp', label: 'Fragile' })).toHaveLength(1)
    expect(await texts({ q: 'lamp', status: 'open' })).toHaveLength(3)
    expect(await texts({ q: 'lamp', assignee_id: inesId })).toHaveLength(3)
    expect(await texts({ q: 'lamp', assignee_id: 0 })).toEqual(['My lamp shade has a hole'])
    expect(await texts({ q: 'lamp', team_id: 4711 })).toEqual([])
    expect(await texts({ q: '"lamp shade"', status: 'open' })).toEqual([])
  })

  test('are found by when they were written', async () => {
    const day = Math.round(Date.now() / 1000) + 60 * 60 * 23
    expect(await texts({ q: 'lamp', until: day })).toHaveLength(2)
    expect(await texts({ q: 'lamp', since: day })).toHaveLength(2)
    expect(await texts({ q: 'lamp', since: day, from: 'lea' })).toEqual(['The reading lamp'])
  })

  test('are found by the files they carry', async () => {
    const { ada } = desk()
    const form = new FormData()
    form.set('content', 'The lamp as we have it')
    form.append('attachments[]', new Blob(['plain words']), 'lamp.txt')
    expect((await ada.post('~/conversations/1/messages', form)).status).toBe(200)
    expect(await texts({ q: 'lamp', has_file: 'true' })).toEqual(['The lamp as we have it'])
    expect(await texts({ has_file: 'true' })).toEqual(['The lamp as we have it'])
  })
})

describe('Without words', () => {
  test('a narrowing lists conversations, the latest first, and what was written in them', async () => {
    expect(await numbers({ status: 'resolved' })).toEqual([2])
    expect(await numbers({ assignee_id: inesId })).toEqual([1])
    expect(await numbers({ from: 'lea' })).toEqual([1])
    expect(await texts({ from: `agent:${inesId}` })).toEqual(['Which lamp is it?'])
    // Who among the agents wrote is a question about messages.
    expect(await numbers({ from: `agent:${inesId}` })).toEqual([])
  })

  test('nothing is asked, and nothing is found', async () => {
    expect(await numbers({})).toEqual([])
    expect(await texts({ from: '', status: '' })).toEqual([])
  })

  test('contacts are found by words alone', async () => {
    expect(await search('contacts', { q: 'lea' })).toHaveLength(1)
    expect(await search('contacts', { q: 'lea', status: 'open' })).toEqual([])
  })
})

test('a narrowing shows nobody more than they may see', async () => {
  expect(await numbers({ label: 'fragile' }, ines)).toEqual([])
  expect(await texts({ q: 'lamp', inbox_id: repairs.id }, ines)).toEqual([])
  expect(await texts({ inbox_id: repairs.id }, ines)).toEqual([])
  expect(await numbers({ status: 'open' }, rival)).toEqual([])
  expect(await texts({ from: `contact:${léaId}` }, rival)).toEqual([])
})

test('what narrows nothing sensibly is refused with its name', async () => {
  for (const [key, value] of Object.entries({ status: 'asleep', inbox_id: 'x', until: 'soon', has_file: 'maybe' })) {
    const answer = await desk().ada.get(`~/search/messages?q=lamp&${key}=${value}`)
    expect(answer.status).toBe(422)
    expect(JSON.stringify(answer.body)).toContain(key)
  }
  expect((await desk().ada.get(`~/search?from=${encodeURIComponent("'; drop table users; --%_\\")}`)).status).toBe(200)
})

test('a narrowed search costs the same few statements', async () => {
  const cost = (query: string) => countQueries(() => desk().ada.get(`~/search?${query}`))
  expect(await cost('q=lamp&from=lea&status=open')).toBeLessThanOrEqual(32)
  expect(await cost('status=open&has_file=true')).toBeLessThanOrEqual(16)
})
