import { beforeAll, describe, expect, test } from 'vitest'
import { system } from '../../kernel/actor.ts'
import { relabelConversations } from '../conversations/index.ts'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDesk, aDeskForAll } from '../../testing/desk.ts'
import { furnish, type Furnished } from '../../testing/furnished.ts'
import type { TestAgent } from '../../testing/people.ts'

const desk = aDeskForAll()
let at: Furnished
let zoe: TestAgent

beforeAll(async () => {
  at = await furnish(desk())
  zoe = await anotherCompany(desk())
})

const keyOf = async () => Number((await desk().ada.get('~/cache_keys')).body.cache_keys.label)
const one = () => `~/conversations/${at.conversation}`
const lines = async () => {
  const { body } = await desk().ada.get(`${one()}/messages`)
  return body.payload
    .filter((line: { message_type: number }) => line.message_type === 2)
    .map((line: { content: string }) => line.content)
}

describe('The labels of an account', () => {
  test('a title becomes lower case and is given once, and the rest has a usual', async () => {
    const { body } = await desk().ada.post('~/labels', { label: { title: ' Big-Deal_7 ' } })
    expect(body).toMatchObject({ title: 'big-deal_7', color: '#1f93ff', show_on_sidebar: true, description: null })
    const again = await desk().ada.post('~/labels', { title: 'BIG-deal_7' })
    expect([again.status, again.body.attributes]).toEqual([422, ['title']])
    expect((await zoe.post('~/labels', { title: 'big-deal_7' })).status).toBe(200)
  })

  test('what does not fit is refused by its field', async () => {
    const wrong = [
      ['title', { title: 'two words' }],
      ['title', { title: '' }],
      ['title', {}],
      ['title', { title: 'x'.repeat(101) }],
      ['color', { title: 'ok', color: 'red' }],
      ['description', { title: 'ok', description: 'x'.repeat(1001) }],
      ['show_on_sidebar', { title: 'ok', show_on_sidebar: 'perhaps' }],
    ] as const
    for (const [field, body] of wrong) {
      const answer = await desk().ada.post('~/labels', body)
      expect([answer.status, answer.body.attributes], JSON.stringify(body)).toEqual([422, [field]])
    }
  })

  test('every write moves the cache key and tells members, a refused one does not', async () => {
    const before = await keyOf()
    const { body } = await desk().ada.post('~/labels', { title: 'moves' })
    const created = await keyOf()
    await desk().ada.patch(`~/labels/${body.id}`, { show_on_sidebar: 'false' })
    const changed = await keyOf()
    await desk().ada.delete(`~/labels/${body.id}`)
    const removed = await keyOf()
    expect([before < created, created < changed, changed < removed]).toEqual([true, true, true])
    await desk().ada.post('~/labels', { title: 'no good' })
    expect(await keyOf()).toBe(removed)
    const told = await desk()
      .database.db.selectFrom('events')
      .select('data')
      .where('type', '=', 'account.cache_invalidated')
      .orderBy('id', 'desc')
      .executeTakeFirst()
    expect(told?.data).toMatchObject({ cacheKeys: { label: removed } })
  })

  test('the list is by title, and another company has its own', async () => {
    const { body } = await desk().ada.get('~/labels')
    const titles = body.payload.map((label: { title: string }) => label.title)
    expect(titles).toEqual(titles.toSorted((a: string, b: string) => (a < b ? -1 : 1)))
    const id = body.payload[0].id
    for (const answer of [
      await zoe.get(`~/labels/${id}`),
      await zoe.patch(`~/labels/${id}`, { title: 'stolen' }),
      await zoe.delete(`~/labels/${id}`),
    ]) {
      expect(answer.status).toBe(404)
    }
  })
})

describe('The labels that a conversation carries', () => {
  test('are replaced as a whole, known to the account or not', async () => {
    const answer = await desk().ada.post(`${one()}/labels`, { labels: ['VIP', 'needs a call', 'vip'] })
    expect([answer.status, answer.body]).toEqual([200, { payload: ['vip', 'needs a call'] }])
    expect((await at.ines.post(`${one()}/labels`, { labels: ['late'] })).body).toEqual({ payload: ['late'] })
    expect((await at.ines.get(`${one()}/labels`)).body).toEqual({ payload: ['late'] })
    expect((await desk().ada.get(one())).body.labels).toEqual(['late'])
    expect(await lines()).toEqual(['Ada added vip, needs a call', 'Ines added late', 'Ines removed vip, needs a call'])
  })

  test('are none after an empty list, and saying the same again leaves no line', async () => {
    const before = (await lines()).length
    await desk().ada.post(`${one()}/labels`, { labels: ['late'] })
    expect((await lines()).length).toBe(before)
    expect((await desk().ada.post(`${one()}/labels`, { labels: [] })).body).toEqual({ payload: [] })
    expect((await lines()).at(-1)).toBe('Ada removed late')
  })

  test('are refused when they are no texts', async () => {
    for (const labels of [[''], ['x'.repeat(256)], ['a\nb'], [{}], undefined]) {
      const answer = await desk().ada.post(`${one()}/labels`, { labels })
      expect(answer.status, JSON.stringify(labels)).toBe(422)
    }
  })

  test('filter the list', async () => {
    await desk().ada.post(`${one()}/labels`, { labels: ['needs a call', 'vip'] })
    const idsOf = async (query: string) =>
      (await desk().ada.get(`~/conversations?${query}`)).body.data.payload.map((talk: { id: number }) => talk.id)
    expect(await idsOf('labels[]=VIP&labels[]=needs a call')).toEqual([at.conversation])
    expect(await idsOf('labels[]=needs')).toEqual([])
  })
})

describe('The labels that a contact carries', () => {
  test('are replaced as a whole, and told of', async () => {
    const path = `~/contacts/${at.contactId}/labels`
    expect((await desk().ada.get(path)).body).toEqual({ payload: [] })
    const answer = await at.otto.post(path, { labels: ['Regular', 'likes lamps'] })
    expect([answer.status, answer.body]).toEqual([200, { payload: ['regular', 'likes lamps'] }])
    expect((await zoe.post(path, { labels: ['theirs'] })).status).toBe(404)
    expect((await desk().ada.get(path)).body).toEqual({ payload: ['regular', 'likes lamps'] })
    const told = () =>
      desk().database.db.selectFrom('events').select('id').where('type', '=', 'contact.updated').execute()
    const before = (await told()).length
    await desk().ada.post(path, { labels: ['likes lamps', 'regular'] })
    expect((await told()).length).toBe(before)
  })
})

describe('A label that gets another title, or is removed', () => {
  test('takes those who carry it along', async () => {
    const { ada } = desk()
    const contact = `~/contacts/${at.contactId}/labels`
    await zoe.post('~/labels', { title: 'slow' })
    const { body } = await ada.post('~/labels', { title: 'slow' })
    await ada.post(`${one()}/labels`, { labels: ['slow', 'vip'] })
    await ada.post(contact, { labels: ['vip', 'slow'] })
    await ada.patch(`~/labels/${body.id}`, { title: 'patient' })
    await desk().settle()
    expect((await ada.get(`${one()}/labels`)).body.payload).toEqual(['patient', 'vip'])
    expect((await ada.get(contact)).body.payload).toEqual(['vip', 'patient'])
    await ada.delete(`~/labels/${body.id}`)
    await desk().settle()
    expect((await ada.get(`${one()}/labels`)).body.payload).toEqual(['vip'])
    expect((await ada.get(contact)).body.payload).toEqual(['vip'])
  })

  test('ends at its last title however fast it changes, and never stands twice', async () => {
    const { ada } = desk()
    const { body } = await ada.post('~/labels', { title: 'first' })
    await ada.post(`${one()}/labels`, { labels: ['first', 'third'] })
    for (const title of ['second', 'third']) await ada.patch(`~/labels/${body.id}`, { title })
    await desk().settle()
    expect((await ada.get(`${one()}/labels`)).body.payload).toEqual(['third'])
  })

  test('is followed in batches, through all of many conversations', async () => {
    const own = await aDesk()
    const scene = await furnish(own)
    const { body } = await own.ada.post('~/labels', { title: 'bulk' })
    await own.ada.post(`~/conversations/${scene.conversation}/labels`, { labels: ['bulk'] })
    const { db } = own.database
    const row = await db
      .selectFrom('conversations')
      .selectAll()
      .where('number', '=', scene.conversation)
      .executeTakeFirstOrThrow()
    const { account_id, inbox_id, contact_id, contact_inbox_id } = row
    const many = Array.from({ length: 450 }, (_, index) => ({
      account_id,
      inbox_id,
      contact_id,
      contact_inbox_id,
      number: 1000 + index,
      labels: ['bulk', 'vip'],
    }))
    await db.insertInto('conversations').values(many).execute()
    const more = await own.ports.work(account_id, system, (work) => relabelConversations(work, 'vip', 'vips'))
    expect(more).toBe(true)
    await own.ada.patch(`~/labels/${body.id}`, { title: 'wholesale' })
    await own.settle()
    const carrying = async (label: string) =>
      (await own.ada.get(`~/conversations/meta?status=all&labels[]=${label}`)).body.meta.all_count
    expect([await carrying('bulk'), await carrying('wholesale')]).toEqual([0, 451])
    expect([await carrying('vip'), await carrying('vips')]).toEqual([250, 200])
  })
})
