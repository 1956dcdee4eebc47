import { expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDesk } from '../../testing/desk.ts'
import { anAgent } from '../../testing/people.ts'

test('what administrators arrange is what every member begins with, in this account only', async () => {
  const desk = await aDesk()
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben' })
  const arrangement = { panels: { hidden: ['previous'], order: ['labels'] }, density: 'compact', move_on: false }
  expect((await ben.get('~/arrangement')).body).toEqual({})
  expect((await desk.ada.put('~/arrangement', arrangement)).body).toEqual(arrangement)
  expect((await ben.get('~/arrangement')).body).toEqual(arrangement)
  expect((await ben.put('~/arrangement', {})).status).toBe(401)
  const zoe = await anotherCompany(desk)
  expect((await zoe.get('~/arrangement')).body).toEqual({})
  expect((await desk.ada.put('~/arrangement', {})).body).toEqual({})
})

test('an arrangement that no dashboard understands is refused by name', async () => {
  const { ada } = await aDesk()
  for (const [field, body] of [
    ['density', { density: 'huge' }],
    ['views.hidden', { views: { hidden: Array.from({ length: 501 }, (_, index) => `inbox ${index}`) } }],
    ['start', { start: 'x'.repeat(121) }],
    ['panels', { panels: 'none' }],
  ] as const) {
    const answer = await ada.put('~/arrangement', body)
    expect([answer.status, answer.body.attributes]).toEqual([422, [field]])
  }
  expect((await ada.get('~/arrangement')).body).toEqual({})
})

test('what a person arranges for themselves follows them to another device', async () => {
  const { ada } = await aDesk()
  const arrangement = { keys: { reply: ['y'] }, density: 'compact' }
  await ada.put('/api/v1/profile', { profile: { ui_settings: { arrangement } } })
  expect((await ada.get('/auth/validate_token')).body.payload.data.ui_settings.arrangement).toEqual(arrangement)
})
