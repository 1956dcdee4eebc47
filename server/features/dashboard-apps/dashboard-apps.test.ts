import { beforeAll, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDeskForAll } from '../../testing/desk.ts'
import { anAgent, type TestAgent } from '../../testing/people.ts'

const desk = aDeskForAll()
let ben: TestAgent

const frame = (url: string) => ({ type: 'frame', url })

beforeAll(async () => {
  ben = await anAgent(desk().app, desk().ada, { name: 'Ben' })
})

test('any member adds, changes and removes an app, and the list is bare', async () => {
  const content = [frame('https://orders.lamp.example/?q=1'), frame('http://stock.lamp.example')]
  const { body } = await ben.post('~/dashboard_apps', { dashboard_app: { title: 'Orders', content } })
  expect(body).toMatchObject({ title: 'Orders', content })
  expect((await desk().ada.get('~/dashboard_apps')).body).toEqual([body])
  const changed = await ben.patch(`~/dashboard_apps/${body.id}`, { title: 'All orders' })
  expect(changed.body).toEqual({ ...body, title: 'All orders' })
  const zoe = await anotherCompany(desk())
  expect((await zoe.get('~/dashboard_apps')).body).toEqual([])
  for (const answer of [
    await zoe.get(`~/dashboard_apps/${body.id}`),
    await zoe.patch(`~/dashboard_apps/${body.id}`, { title: 'Stolen' }),
    await zoe.delete(`~/dashboard_apps/${body.id}`),
  ]) {
    expect(answer.status).toBe(404)
  }
  const removed = await ben.delete(`~/dashboard_apps/${body.id}`)
  expect([removed.status, removed.body]).toEqual([204, ''])
})

test('only pages of the web are framed', async () => {
  const wrong = [
    ['content', { title: 'X', content: [] }],
    ['content', { title: 'X', content: [frame('javascript:alert(1)')] }],
    ['content', { title: 'X', content: [frame('data:text/html,x')] }],
    ['content', { title: 'X', content: [frame('orders')] }],
    ['content.0.type', { title: 'X', content: [{ type: 'script', url: 'https://x.example' }] }],
    ['content', { title: 'X' }],
    ['title', { title: ' ', content: [frame('https://x.example')] }],
    ['title', { content: [frame('https://x.example')] }],
  ] as const
  for (const [field, body] of wrong) {
    const answer = await ben.post('~/dashboard_apps', body)
    expect([answer.status, answer.body.attributes], JSON.stringify(body)).toEqual([422, [field]])
  }
})
