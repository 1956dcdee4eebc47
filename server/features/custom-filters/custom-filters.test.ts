import { beforeAll, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { anAgent, type TestAgent } from '../../testing/people.ts'

const desk = aDeskForAll()
let ben: TestAgent

beforeAll(async () => {
  ben = await anAgent(desk().app, desk().ada, { name: 'Ben' })
})

const query = {
  payload: [
    {
      attribute_key: 'status',
      filter_operator: 'equal_to',
      values: ['open'],
      query_operator: null,
      attribute_model: 'standard',
      custom_attribute_type: '',
    },
  ],
}
const folder = { name: 'Open ones', filter_type: 'conversation', query }

test('a folder comes back as it was saved, to its owner alone', async () => {
  const { body } = await ben.post('~/custom_filters', { custom_filter: folder })
  expect(body).toMatchObject(folder)
  expect((await ben.get('~/custom_filters')).body).toEqual([body])
  expect((await ben.get('~/custom_filters?filter_type=contact')).body).toEqual([])
  expect((await desk().ada.get('~/custom_filters')).body).toEqual([])
  const zoe = await anotherCompany(desk())
  for (const stranger of [desk().ada, zoe]) {
    expect((await stranger.get(`~/custom_filters/${body.id}`)).status).toBe(404)
    expect((await stranger.patch(`~/custom_filters/${body.id}`, { name: 'Mine' })).status).toBe(404)
    expect((await stranger.delete(`~/custom_filters/${body.id}`)).status).toBe(404)
  }
  const removed = await ben.delete(`~/custom_filters/${body.id}`)
  expect([removed.status, removed.body]).toEqual([204, ''])
})

test('the type may be a number, or be called as the published description calls it', async () => {
  const contacts = { payload: [{ attribute_key: 'city', filter_operator: 'is_present', values: [] }] }
  const types = [{ filter_type: 1 }, { filter_type: '1' }, { type: 'contact' }]
  for (const type of types) {
    const { body } = await ben.post('~/custom_filters', { name: 'Anybody', query: contacts, ...type })
    expect(body).toMatchObject({ filter_type: 'contact', query: contacts })
  }
  const report = await ben.post('~/custom_filters', {
    name: 'May',
    filter_type: 'report',
    query: { since: 1, to: '2' },
  })
  expect(report.body).toMatchObject({ filter_type: 'report', query: { since: 1, to: '2' } })
})

test('rows that no list could be filtered by are refused by their names, when saved and when changed', async () => {
  const { body } = await ben.post('~/custom_filters', folder)
  const wrong = [
    ['attribute_key', { attribute_key: 'city', filter_operator: 'is_present', values: [] }],
    ['filter_operator', { attribute_key: 'status', filter_operator: 'is_greater_than', values: ['open'] }],
    ['values', { attribute_key: 'status', filter_operator: 'equal_to', values: ['closed'] }],
    ['payload.0.filter_operator', { attribute_key: 'status' }],
  ] as const
  for (const [field, row] of wrong) {
    for (const answer of [
      await ben.post('~/custom_filters', { ...folder, query: { payload: [row] } }),
      await ben.patch(`~/custom_filters/${body.id}`, { query: { payload: [row] } }),
    ]) {
      expect([answer.status, answer.body.attributes]).toEqual([422, [field]])
    }
  }
  expect((await ben.get(`~/custom_filters/${body.id}`)).body.query).toEqual(query)
  const changed = await ben.patch(`~/custom_filters/${body.id}`, { ...folder, name: 'Still open' })
  expect(changed.body).toMatchObject({ name: 'Still open', query })
  const turned = await ben.patch(`~/custom_filters/${body.id}`, { filter_type: 'contact' })
  expect([turned.status, turned.body.attributes]).toEqual([422, ['filter_type']])
})

test('what is missing is refused by its name', async () => {
  for (const [field, body] of [
    ['name', { ...folder, name: ' ' }],
    ['name', { ...folder, name: undefined }],
    ['query', { ...folder, query: undefined }],
    ['query', { ...folder, query: 'open' }],
    ['filter_type', { ...folder, filter_type: 'agent' }],
  ] as const) {
    const answer = await ben.post('~/custom_filters', body)
    expect([answer.status, answer.body.attributes], JSON.stringify(body)).toEqual([422, [field]])
  }
})

test('somebody has at most a thousand', async () => {
  const { db } = desk().database
  const carla = await anAgent(desk().app, desk().ada, { name: 'Carla' })
  const own = { account_id: desk().accountId, user_id: carla.user.id, filter_type: 'report', name: 'Many', query: '{}' }
  await db
    .insertInto('custom_filters')
    .values(Array.from({ length: 999 }, () => own))
    .execute()
  expect((await carla.post('~/custom_filters', folder)).status).toBe(200)
  expect((await carla.post('~/custom_filters', folder)).status).toBe(422)
  expect((await ben.post('~/custom_filters', folder)).status).toBe(200)
})
