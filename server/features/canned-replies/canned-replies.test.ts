import { beforeAll, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { anAgent, type TestAgent } from '../../testing/people.ts'

const desk = aDeskForAll()
let ben: TestAgent

beforeAll(async () => {
  ben = await anAgent(desk().app, desk().ada, { name: 'Ben' })
  for (const [short_code, content] of [
    ['hello', 'Good day!'],
    ['shipping', 'It is on its way, 100% sure.'],
    ['re-ship', 'We send another one.'],
    ['later', 'Ship dates are told by mail.'],
  ]) {
    await ben.post('~/canned_responses', { canned_response: { short_code, content } })
  }
})

const codes = async (query = '') =>
  (await ben.get(`~/canned_responses${query}`)).body.map((one: { short_code: string }) => one.short_code)

test('a search finds first codes that begin with it, then codes that have it, then texts', async () => {
  expect(await codes()).toEqual(['hello', 'later', 're-ship', 'shipping'])
  expect(await codes('?search=SHIP')).toEqual(['shipping', 're-ship', 'later'])
  expect(await codes('?search=%25')).toEqual(['shipping'])
  expect(await codes('?search=_')).toEqual([])
})

test('any member keeps, changes and removes replies', async () => {
  const { body } = await ben.post('~/canned_responses', { short_code: 'bye', content: 'Good bye!' })
  expect(body).toMatchObject({ account_id: desk().accountId, short_code: 'bye', content: 'Good bye!' })
  const changed = await ben.patch(`~/canned_responses/${body.id}`, { content: 'See you!' })
  expect(changed.body).toMatchObject({ short_code: 'bye', content: 'See you!' })
  expect((await ben.delete(`~/canned_responses/${body.id}`)).status).toBe(200)
  expect((await ben.delete(`~/canned_responses/${body.id}`)).status).toBe(404)
})

test('a short code is given once, and neither half may be missing', async () => {
  const wrong = [
    ['short_code', { short_code: 'hello', content: 'Again' }],
    ['short_code', { content: 'No code' }],
    ['short_code', { short_code: '  ', content: 'Blank' }],
    ['content', { short_code: 'empty', content: ' ' }],
    ['content', { short_code: 'none' }],
  ] as const
  for (const [field, body] of wrong) {
    const answer = await ben.post('~/canned_responses', body)
    expect([answer.status, answer.body.attributes], JSON.stringify(body)).toEqual([422, [field]])
  }
  const [first] = (await ben.get('~/canned_responses?search=later')).body
  expect((await ben.patch(`~/canned_responses/${first.id}`, { short_code: 'hello' })).status).toBe(422)
})

test('another company has replies of its own', async () => {
  const zoe = await anotherCompany(desk())
  expect((await zoe.get('~/canned_responses')).body).toEqual([])
  expect((await zoe.post('~/canned_responses', { short_code: 'hello', content: 'Hi' })).status).toBe(200)
  const [first] = (await ben.get('~/canned_responses')).body
  expect((await zoe.patch(`~/canned_responses/${first.id}`, { content: 'Stolen' })).status).toBe(404)
  expect((await zoe.delete(`~/canned_responses/${first.id}`)).status).toBe(404)
})
