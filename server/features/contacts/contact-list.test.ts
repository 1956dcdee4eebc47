import { beforeAll, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { aVisitor, aWebsite, anAgent, type Answer, type TestAgent } from '../../testing/people.ts'
import { countQueries } from '../../testing/query-count.ts'

const desk = aDeskForAll()
let zoe: TestAgent
let website: Answer['body']

const cities = ['Berlin', 'aachen', null, 'Zug', '']

/** Twenty contacts with details here and there, one without any address, and one of another company. */
beforeAll(async () => {
  zoe = await anotherCompany(desk())
  website = await aWebsite(desk().ada)
  await zoe.post('~/contacts', { name: 'Lamp of Zoe', email: 'lamp@rival.example' })
  await desk().ada.post('~/contacts', { name: 'Nobody Lamp' })
  for (let number = 0; number < 20; number += 1) {
    const city = cities[number % cities.length]
    await desk().ada.post('~/contacts', {
      name: number % 3 === 0 ? '' : `Person ${String.fromCharCode(97 + ((number * 7) % 26))}${number}`,
      ...(number % 2 === 0 && { email: `p${number}@home.example` }),
      ...(number % 4 !== 2 && { phone_number: `+49170000${String(number).padStart(4, '0')}` }),
      identifier: `crm-${number}`,
      additional_attributes: { ...(city !== null && { city }), country: 'Germany', company_name: `Firm ${number % 4}` },
      ...(number === 7 && { inbox_id: website.id }),
    })
  }
})

const ids = (answer: Answer): number[] => answer.body.payload.map((one: { id: number }) => one.id)

async function throughPages(sort: string, per: number): Promise<number[]> {
  const seen: number[] = []
  for (let page = 1; ; page += 1) {
    const found = ids(await desk().ada.get(`~/contacts?sort=${sort}&per_page=${per}&page=${page}`))
    if (found.length === 0) return seen
    seen.push(...found)
  }
}

async function throughCursors(sort: string, per: number): Promise<number[]> {
  const seen: number[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const answer: Answer = await desk().ada.get(
      `~/contacts?sort=${sort}&per_page=${per}${cursor && `&cursor=${cursor}`}`,
    )
    seen.push(...ids(answer))
    cursor = answer.body.meta.next_cursor
  }
  return seen
}

test('the list shows fifteen of the contacts that one can write to, and counts them all', async () => {
  const { body } = await desk().ada.get('~/contacts')
  expect(body.meta).toMatchObject({ count: 20, current_page: 1 })
  expect(body.payload).toHaveLength(15)
  expect(JSON.stringify(body)).not.toMatch(/Nobody|Zoe/)
  const second = await desk().ada.get('~/contacts?page=2')
  expect([second.body.meta.current_page, second.body.payload.length, second.body.meta.next_cursor]).toEqual([
    2,
    5,
    null,
  ])
})

const KEYS = ['name', 'email', 'phone_number', 'last_activity_at', 'created_at', 'company_name', 'city', 'country']

test('every order gives every contact once, by page and by cursor alike, and those without the detail last', async () => {
  for (const sort of KEYS.flatMap((key) => [key, `-${key}`])) {
    const paged = await throughPages(sort, 6)
    expect(new Set(paged).size, sort).toBe(20)
    expect(await throughCursors(sort, 3), sort).toEqual(paged)
    expect(ids(await desk().ada.get(`~/contacts?sort=${sort}&per_page=100`)), sort).toEqual(paged)
  }
})

test('text is ordered without looking at case, and whoever has none comes last either way', async () => {
  const citiesIn = async (sort: string) => {
    const { body } = await desk().ada.get(`~/contacts?sort=${sort}&per_page=100`)
    const found = body.payload.map((one: Answer['body']) => one.additional_attributes.city || null)
    return [...new Set(found)]
  }
  expect(await citiesIn('city')).toEqual(['aachen', 'Berlin', 'Zug', null])
  expect(await citiesIn('-city')).toEqual(['Zug', 'Berlin', 'aachen', null])
})

test('a contact that comes while somebody reads by cursor moves nothing', async () => {
  const first = await desk().ada.get('~/contacts?sort=-created_at&per_page=5')
  const late = await desk().ada.post('~/contacts', { name: 'Late', email: 'late@home.example' })
  const second = await desk().ada.get(`~/contacts?sort=-created_at&per_page=5&cursor=${first.body.meta.next_cursor}`)
  expect(new Set([...ids(first), ...ids(second)]).size).toBe(10)
  await desk().ada.delete(`~/contacts/${late.body.payload.contact.id}`)
})

test('an order or a cursor that is none is refused by its name', async () => {
  for (const query of ['sort=shoe_size', 'sort=--name', 'sort=constructor', 'cursor=abc', 'cursor=WzEsMl0']) {
    const { status, body } = await desk().ada.get(`~/contacts?${query}`)
    expect([status, body.attributes]).toEqual([422, [query.split('=')[0]]])
  }
  const names = await desk().ada.get('~/contacts?sort=name&per_page=2')
  const mixed = await desk().ada.get(`~/contacts?sort=created_at&cursor=${names.body.meta.next_cursor}`)
  expect(mixed.status).toBe(422)
})

test('a page of contacts costs as many queries as one contact', async () => {
  const one = await countQueries(() => desk().ada.get('~/contacts?per_page=1'))
  const many = await countQueries(() => desk().ada.get('~/contacts?per_page=15'))
  expect(many).toBe(one)
  expect(many).toBeLessThanOrEqual(8)
})

test('places are shown unless nobody wants them, and only those in inboxes that the caller sees', async () => {
  const otto = await anAgent(desk().app, desk().ada, { name: 'Otto' })
  const places = async (who: TestAgent, more = '') => {
    const { body } = await who.get(`~/contacts?per_page=100${more}`)
    return body.payload.flatMap((one: Answer['body']) => one.contact_inboxes ?? ['none'])
  }
  expect(await places(desk().ada)).toEqual([
    expect.objectContaining({ inbox: expect.objectContaining({ id: website.id }) }),
  ])
  expect(await places(otto)).toEqual([])
  expect(await places(desk().ada, '&include_contact_inboxes=false')).toHaveLength(20)
})

test('search finds a part of a name, an address, a number or an identifier, in everybody', async () => {
  const found = async (q: string) => {
    const { body } = await desk().ada.get(`~/contacts/search?q=${encodeURIComponent(q)}`)
    return body.payload.map((one: { name: string; email: string }) => one.name)
  }
  expect(await found('body lam')).toEqual(['Nobody Lamp'])
  expect(await found('P4@HOME')).toHaveLength(1)
  expect(await found('700000012')).toHaveLength(1)
  expect(await found('crm-13')).toHaveLength(1)
  expect(await found('CRM-13')).toHaveLength(0)
  expect(await found('rival')).toEqual([])
})

test('search takes a text as it is, with no letter that means something', async () => {
  for (const q of ['@', '%%%', '___', '100%', String.raw`\\\\`, "'; drop table contacts; --", '"', '*', '(((']) {
    const { status, body } = await desk().ada.get(`~/contacts/search?q=${encodeURIComponent(q)}`)
    expect([q, status, body.payload]).toEqual([q, 200, []])
  }
})

test('one or two letters find where words begin', async () => {
  const { body } = await desk().ada.get('~/contacts/search?q=la')
  expect(body.payload.map((one: { name: string }) => one.name)).toEqual(['Nobody Lamp'])
})

test('search finds names in every alphabet, in either case', async () => {
  await desk().ada.post('~/contacts', { name: 'Мария Лампова' })
  for (const q of ['МАРИЯ', 'ампо', 'ма']) {
    const { body } = await desk().ada.get(`~/contacts/search?q=${encodeURIComponent(q)}`)
    expect(body.payload.map((one: { name: string }) => one.name)).toEqual(['Мария Лампова'])
  }
})

test('search counts its page and says whether there is more', async () => {
  const first = await desk().ada.get('~/contacts/search?q=home.example&sort=email&per_page=6')
  expect(first.body.meta).toMatchObject({ count: 6, current_page: 1, has_more: true })
  const second = await desk().ada.get('~/contacts/search?q=home.example&sort=email&per_page=6&page=2')
  expect(second.body.meta).toMatchObject({ count: 4, current_page: 2, has_more: false })
  expect(new Set([...ids(first), ...ids(second)]).size).toBe(10)
})

test('search without a text is refused', async () => {
  for (const query of ['', '?q=', '?q=%20']) {
    const { status, body } = await desk().ada.get(`~/contacts/search${query}`)
    expect([status, body.attributes]).toEqual([422, ['q']])
  }
})

test('whoever has the widget open is active, in their own company only', async () => {
  expect((await desk().ada.get('~/contacts/active')).body).toMatchObject({ meta: { count: 0 }, payload: [] })
  const mo = await aVisitor(desk().app, website.website_token)
  const { body: me } = await mo.patch('/contact', { name: 'Mo' })
  await desk().ports.scratch.touch(`presence:${desk().accountId}:contacts`, String(me.id), 90)
  const { body } = await desk().ada.get('~/contacts/active')
  expect(body.meta.count).toBe(1)
  expect(body.payload).toMatchObject([{ id: me.id, name: 'Mo', availability_status: 'online' }])
  expect((await zoe.get('~/contacts/active')).body.payload).toEqual([])
})
