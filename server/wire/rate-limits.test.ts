import { expect, test } from 'vitest'
import { aDesk, type TestDesk } from '../testing/desk.ts'
import { aVisitor, aWebsite } from '../testing/people.ts'

const from = (desk: TestDesk, remoteAddress: string, url = '/api', more = {}) =>
  desk.app.inject({ url, remoteAddress, ...more }).then((answer) => answer.statusCode)

test('an address has a number of requests a minute, and others do not share it', async () => {
  const desk = await aDesk({ RATE_LIMIT: '3' })
  for (let count = 0; count < 3; count += 1) expect(await from(desk, '192.0.2.1')).toBe(200)
  const refused = await desk.app.inject({ url: '/api', remoteAddress: '192.0.2.1' })
  expect([refused.statusCode, typeof refused.json().error]).toEqual([429, 'string'])
  expect(await from(desk, '192.0.2.1', '/health')).toBe(200)
  expect(await from(desk, '192.0.2.2')).toBe(200)
  desk.pass(61)
  expect(await from(desk, '192.0.2.1')).toBe(200)
})

test('this machine is not counted, and nobody is where limits are off', async () => {
  const desk = await aDesk({ RATE_LIMIT: '1' })
  for (let count = 0; count < 3; count += 1) expect(await from(desk, '::ffff:127.0.0.1')).toBe(200)
  const free = await aDesk({ RATE_LIMIT: '1', RATE_LIMITS: 'no' })
  for (let count = 0; count < 3; count += 1) expect(await from(free, '192.0.2.1')).toBe(200)
})

test('an address asks for few passwords', async () => {
  const desk = await aDesk()
  const ask = (count: number) =>
    from(desk, '192.0.2.1', '/auth/password', { method: 'POST', payload: { email: `x${count}@lamp.example` } })
  for (let count = 0; count < 5; count += 1) expect(await ask(count)).toBe(200)
  expect(await ask(6)).toBe(429)
  desk.pass(1801)
  expect(await ask(7)).toBe(200)
})

test('an office begins as many conversations as the setting says', async () => {
  const desk = await aDesk({ RATE_LIMIT_WIDGET_CONVERSATIONS: '2' })
  const website = await aWebsite(desk.ada)
  const mo = await aVisitor(desk.app, website.website_token)
  const url = `/api/v1/widget/conversations?website_token=${website.website_token}`
  const begin = () =>
    from(desk, '192.0.2.1', url, {
      method: 'POST',
      headers: { 'x-auth-token': mo.authToken },
      payload: { message: { content: 'Hi' } },
    })
  expect([await begin(), await begin(), await begin()]).toEqual([200, 200, 429])
})

test('a stranger does not use up what belongs to a person', async () => {
  const desk = await aDesk()
  const url = `/api/v1/accounts/${desk.accountId}/conversations/meta`
  const uid = desk.ada.user.email
  for (let count = 0; count < 130; count += 1) await from(desk, '192.0.2.1', url, { headers: { uid } })
  const { headers } = desk.ada
  expect(await from(desk, '192.0.2.1', url, { headers })).toBe(200)
  for (let count = 0; count < 119; count += 1) await from(desk, '192.0.2.1', url, { headers })
  expect(await from(desk, '192.0.2.1', url, { headers })).toBe(429)
})
