import { beforeAll, describe, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { furnish, type Furnished } from '../../testing/furnished.ts'
import type { Answer, TestAgent } from '../../testing/people.ts'
import { countQueries } from '../../testing/query-count.ts'

const desk = aDeskForAll()
let at: Furnished

beforeAll(async () => {
  at = await furnish(desk())
  const { ada } = desk()
  const define = (key: string, type: string, model: string) =>
    ada.post('~/custom_attribute_definitions', {
      attribute_key: key,
      attribute_display_name: key,
      attribute_display_type: type,
      attribute_model: model,
    })
  await define('plan', 'list', 'contact_attribute')
  await define('seats', 'number', 'conversation_attribute')
  await ada.put(`~/contacts/${at.contactId}`, { email: 'mo@home.example', custom_attributes: { plan: 'gold' } })
  const one = `~/conversations/${at.conversation}`
  await ada.post(`${one}/custom_attributes`, { custom_attributes: { seats: 12 } })
  await ada.post(`${one}/labels`, { labels: ['vip', '100% sure_thing'] })
})

const row = (attribute_key: string, filter_operator: string, values: unknown = [], more: object = {}) => ({
  attribute_key,
  filter_operator,
  values,
  query_operator: null,
  ...more,
})

async function found(payload: object[], who: TestAgent = desk().ada): Promise<number[]> {
  const answer = await who.post('~/conversations/filter', { payload })
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body.payload.map((one: { id: number }) => one.id)
}

const inOrder = (ids: number[]) => ids.toSorted((a, b) => a - b)
const both = () => [at.kim.conversation, at.conversation]

describe('Filter rows of conversations', () => {
  test('a row finds what it asks for, and its opposite everything else', async () => {
    const mine = [at.conversation]
    const others = [at.kim.conversation]
    const cases: [object, number[]][] = [
      [row('status', 'equal_to', ['open']), both()],
      [row('status', 'equal_to', ['all']), both()],
      [row('labels', 'equal_to', ['VIP']), mine],
      [row('labels', 'not_equal_to', ['vip']), others],
      [row('labels', 'is_not_present'), others],
      [row('inbox_id', 'equal_to', [String(at.website.id)]), mine],
      [row('assignee_id', 'is_not_present'), both()],
      [row('team_id', 'is_present'), []],
      [row('campaign_id', 'equal_to', [4]), []],
      [row('display_id', 'equal_to', [at.conversation]), mine],
      [row('display_id', 'contains', [at.conversation]), mine],
      [row('contact_id', 'not_equal_to', [at.contactId]), others],
      [row('priority', 'equal_to', ['nil']), both()],
      [row('priority', 'equal_to', ['urgent', 'low']), []],
      [row('created_at', 'is_greater_than', ['2020-01-01']), both()],
      [row('created_at', 'days_before', [3]), []],
      [row('seats', 'is_greater_than', [11.5]), mine],
      [row('seats', 'is_less_than', ['12']), []],
      [row('seats', 'equal_to', ['12'], { custom_attribute_type: 'conversation_attribute' }), mine],
      [row('plan', 'equal_to', ['Gold'], { custom_attribute_type: 'contact_attribute' }), mine],
      [row('plan', 'not_equal_to', ['gold'], { custom_attribute_type: 'contact_attribute' }), others],
    ]
    for (const [asked, expected] of cases) {
      expect(inOrder(await found([asked])), JSON.stringify(asked)).toEqual(inOrder(expected))
    }
  })

  test('and binds tighter than or, in whatever case clients write them', async () => {
    const none = row('priority', 'equal_to', ['urgent'])
    const all = row('status', 'equal_to', ['open'])
    const mine = row('labels', 'is_present')
    const and = { query_operator: 'AND' }
    const or = { query_operator: 'or' }
    expect(await found([{ ...mine, ...or }, { ...none, ...and }, all])).toEqual([at.conversation])
    expect(await found([{ ...none, ...and }, { ...mine, ...or }, all])).toEqual(await found([all]))
    expect(await found([{ ...all, ...and }, { ...mine, ...and }, none])).toEqual([])
  })

  test('a filter without rows is the whole list, and counts what it finds', async () => {
    const { body } = await desk().ada.post('~/conversations/filter', { payload: [] })
    expect(body.meta).toEqual({ mine_count: 0, unassigned_count: 2, all_count: 2, next_cursor: null })
    expect(body.payload).toHaveLength(2)
  })

  test('what is not known is refused by its name', async () => {
    const cases: [object, string, RegExp][] = [
      [row('colour', 'equal_to', ['red']), 'attribute_key', /colour/],
      [row('__proto__', 'is_present'), 'attribute_key', /__proto__/],
      [row('plan', 'equal_to', ['gold']), 'attribute_key', /plan/],
      [row('status', 'resembles', ['open']), 'filter_operator', /resembles/],
      [row('status', 'contains', ['op']), 'filter_operator', /status.*contains/],
      [row('created_at', 'equal_to', ['2026-01-01']), 'filter_operator', /created_at/],
      [row('status', 'equal_to', ['closed']), 'values', /status/],
      [row('status', 'equal_to', []), 'values', /status/],
      [row('priority', 'equal_to', ['very']), 'values', /priority/],
      [row('inbox_id', 'equal_to', ['website']), 'values', /inbox_id/],
      [row('inbox_id', 'equal_to', [null]), 'values', /inbox_id/],
      [row('created_at', 'is_less_than', ['yesterday']), 'values', /created_at/],
      [row('created_at', 'is_less_than', ['2026-02-31']), 'values', /created_at/],
      [row('created_at', 'is_less_than', ['0000-01-01']), 'values', /created_at/],
      [row('created_at', 'days_before', ['-1']), 'values', /created_at/],
      [row('seats', 'is_greater_than', ['many']), 'values', /seats/],
      [row('seats', 'is_greater_than', [1, 2]), 'values', /seats/],
      [row('referer', 'contains', [{ deep: 1 }]), 'values', /referer/],
      [
        row('seats', 'equal_to', [1], { custom_attribute_type: 'company_attribute' }),
        'payload.0.custom_attribute_type',
        /./,
      ],
    ]
    for (const [asked, field, names] of cases) {
      const { status, body } = await desk().ada.post('~/conversations/filter', { payload: [asked] })
      expect([status, body.attributes], JSON.stringify(asked)).toEqual([422, [field]])
      expect(body.error).toMatch(names)
    }
  })

  test('rows that do not say how they go on, and too many rows, are refused', async () => {
    const open = row('status', 'equal_to', ['open'])
    for (const query_operator of [null, 'xor', '']) {
      const { status, body } = await desk().ada.post('~/conversations/filter', {
        payload: [{ ...open, query_operator }, open],
      })
      expect([status, body.attributes]).toEqual([422, ['query_operator']])
    }
    const many = Array.from({ length: 51 }, () => ({ ...open, query_operator: 'or' }))
    expect((await desk().ada.post('~/conversations/filter', { payload: many })).status).toBe(422)
    expect((await desk().ada.post('~/conversations/filter', {})).status).toBe(422)
  })

  test('an agent finds nothing outside their inboxes, another company nothing at all', async () => {
    const everything = [row('status', 'equal_to', ['all'])]
    expect(await found(everything, at.otto)).toEqual([])
    expect(await found(everything, at.ines)).toEqual([at.conversation])
    const zoe = await anotherCompany(desk())
    expect(await found(everything, zoe)).toEqual([])
    const { body } = await zoe.post('~/conversations/filter', { payload: [row('seats', 'is_present')] })
    expect(body.attributes).toEqual(['attribute_key'])
  })

  test('a form says the same as JSON', async () => {
    const form = 'payload[0][attribute_key]=labels&payload[0][filter_operator]=equal_to&payload[0][values][]=vip'
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const { body } = await desk().ada.post('~/conversations/filter', form, headers)
    expect(body.meta).toMatchObject({ all_count: 1 })
  })

  test('a list by rows costs the same few statements however much it finds', async () => {
    const cost = (payload: object[]) => countQueries(() => found(payload))
    const few = await cost([row('labels', 'is_present')])
    expect(await cost([row('status', 'equal_to', ['all'])])).toBe(few)
    expect(few).toBeLessThanOrEqual(8)
  })
})

describe('Filter rows of contacts', () => {
  const contacts = async (payload: object[], query = ''): Promise<Answer['body']> => {
    const answer = await desk().ada.post(`~/contacts/filter${query}`, { payload })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer.body
  }

  test('per cent and underscore in a value mean themselves', async () => {
    const { ada } = desk()
    for (const name of ['100% cotton', '100 cotton', 'snake_case', 'snakeXcase', 'back\\slash']) {
      await ada.post('~/contacts', { name, identifier: name })
    }
    const names = async (operator: string, value: string) => {
      const { payload } = await contacts([row('name', operator, [value])])
      return payload.map((one: { name: string }) => one.name)
    }
    expect(await names('contains', '0% C')).toEqual(['100% cotton'])
    expect(await names('starts_with', 'SNAKE_')).toEqual(['snake_case'])
    expect(await names('contains', 'k\\s')).toEqual(['back\\slash'])
  })

  test('phone numbers are found without their plus', async () => {
    await desk().ada.post('~/contacts', { name: 'Pia', phone_number: '+491701234567' })
    for (const asked of [
      row('phone_number', 'equal_to', ['491701234567']),
      row('phone_number', 'starts_with', ['+49']),
    ]) {
      expect((await contacts([asked])).meta).toEqual({ count: 1, current_page: 1, next_cursor: null })
    }
  })

  test('a contact comes with its places, and only if it can be told from others', async () => {
    const { payload } = await contacts([row('plan', 'equal_to', ['gold'])])
    expect(payload).toHaveLength(1)
    expect(payload[0].contact_inboxes).toMatchObject([{ inbox: { id: at.website.id } }])
    // Kim has a name and nothing else.
    expect((await contacts([row('name', 'equal_to', ['kim'])])).meta.count).toBe(0)
  })

  test('contacts have no attributes of conversations', async () => {
    const asked = row('seats', 'equal_to', [1], { custom_attribute_type: 'conversation_attribute' })
    const { status, body } = await desk().ada.post('~/contacts/filter', { payload: [asked] })
    expect([status, body.attributes]).toEqual([422, ['attribute_key']])
  })

  test('pages of equals neither repeat nor leave out, in every order', async () => {
    const { ada } = desk()
    for (let count = 0; count < 32; count += 1) {
      await ada.post('~/contacts', {
        name: 'Same',
        identifier: `same-${count}`,
        additional_attributes: count % 2 ? { city: 'Bonn', company_name: 'Lamp' } : {},
      })
    }
    const keys = ['name', 'email', 'phone_number', 'last_activity_at', 'created_at', 'company_name', 'city', 'country']
    for (const sort of keys.flatMap((key) => [key, `-${key}`])) {
      const pages = []
      for (const page of [1, 2, 3, 4]) {
        const { payload, meta } = await contacts([row('name', 'equal_to', ['same'])], `?sort=${sort}&page=${page}`)
        expect(meta).toMatchObject({ count: 32, current_page: page })
        pages.push(payload.map((one: { id: number }) => one.id))
      }
      expect(pages.map((ids) => ids.length)).toEqual([15, 15, 2, 0])
      expect(new Set(pages.flat()).size).toBe(32)
      const walked: number[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const query: string = `?sort=${sort}&per_page=20${cursor && `&cursor=${cursor}`}`
        const { payload, meta } = await contacts([row('name', 'equal_to', ['same'])], query)
        walked.push(...payload.map((one: { id: number }) => one.id))
        cursor = meta.next_cursor
      }
      expect(walked).toEqual(pages.flat())
    }
    const byCity = await contacts([row('name', 'equal_to', ['same'])], '?sort=-city')
    expect(byCity.payload[0].additional_attributes.city).toBe('Bonn')
    expect((await ada.post('~/contacts/filter?sort=colour', { payload: [] })).body.attributes).toEqual(['sort'])
  })
})
