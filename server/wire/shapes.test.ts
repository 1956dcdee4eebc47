import { beforeAll, describe, expect, test } from 'vitest'
import { aDeskForAll } from '../testing/desk.ts'
import { differences, lookedAt, shapeNames } from '../testing/fixtures.ts'
import { notificationShapes } from '../testing/notification-shapes.ts'
import { peopleShapes } from '../testing/people-shapes.ts'
import { mailShapes } from '../testing/mail-shapes.ts'
import { reportShapes } from '../testing/report-shapes.ts'
import { contactShapes } from '../testing/contact-shapes.ts'
import { conversationShapes } from '../testing/conversation-shapes.ts'
import { keptShapes } from '../testing/kept-shapes.ts'
import { customerShapes } from '../testing/customer-shapes.ts'
import { fits } from '../testing/fits.ts'
import { provisioningShapes, signInShapes } from '../testing/sign-in-shapes.ts'
import { furnish, type Furnished } from '../testing/furnished.ts'
import { callerOf } from '../testing/people.ts'

const desk = aDeskForAll({ ENABLE_ACCOUNT_SIGNUP: 'yes' })
let at: Furnished

beforeAll(async () => {
  at = await furnish(desk())
  const { ada } = desk()
  await ada.post(`~/conversations/${at.conversation}/messages`, { content: 'So sorry!', echo_id: 'e1' })
  await ada.post(`~/conversations/${at.conversation}/assignments`, { assignee_id: ada.user.id })
  await at.kim.post(`@/conversations/${at.kim.conversation}/messages`, { content: 'Hello' })
})

peopleShapes(desk, () => at)
contactShapes(desk, () => at)
conversationShapes(desk, () => at)
keptShapes(desk, () => at)
customerShapes(desk, () => at)
signInShapes(desk)
provisioningShapes(desk)
notificationShapes(desk, () => at)
mailShapes(desk)
reportShapes(desk)

describe('Errors and health', () => {
  test('each refusal has its body of contract A.9', async () => {
    const nobody = callerOf(desk().app)
    fits(await nobody.get(`/api/v1/accounts/${desk().accountId}/agents`), 'not_signed_in', 401)
    fits(await nobody.post('/auth/sign_in', { email: 'x@y.example', password: 'wrong' }), 'sign_in_refused', 401)
    const badToken = callerOf(desk().app, { api_access_token: 'wrong' })
    fits(await badToken.get('/api/v1/profile'), 'error', 401)
    fits(await at.otto.post('~/agents', { name: 'X', email: 'x@y.example' }), 'error', 401)
    fits(await desk().ada.get('~/conversations/999'), 'error', 404)
    fits(await nobody.get('/nowhere'), 'error', 404)
    const taken = await desk().ada.post('~/contacts', { email: 'kim@home.example' })
    fits(taken, 'validation_error', 422)
    expect(taken.body).toMatchObject({ message: 'Email has already been taken', attributes: ['email'] })
  })

  test('health and version answer anybody', async () => {
    fits(await callerOf(desk().app).get('/health'), 'health')
    const version = await callerOf(desk().app).get('/api')
    fits(version, 'api')
    expect(version.body.version).toMatch(/^[4-9]\.\d+\.\d+$/)
    expect(version.body.timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  })
})

describe('The fixtures', () => {
  test('a key too many, a key too few and a wrong type are each found', () => {
    expect(differences('counts', { mine_count: 1, assigned_count: '2', unassigned_count: 3, more: 4 })).toEqual([
      'counts.all_count is missing',
      'counts.more is not in the shape',
      'counts.assigned_count is "2", not int',
    ])
  })

  test('every one of them was looked at', () => {
    expect(shapeNames.filter((name) => !lookedAt.has(name))).toEqual([])
  })
})
