import { expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDesk, testPassword, type TestDesk } from '../../testing/desk.ts'
import { aToken, withSecondFactor } from '../../testing/one-time.ts'
import { anAgent, callerOf, signIn } from '../../testing/people.ts'

const FRESH = 'Lamp-oil 7'

const nobody = (desk: TestDesk) => callerOf(desk.app)

function setPassword(desk: TestDesk, token: string, password = FRESH) {
  const body = { reset_password_token: token, password, password_confirmation: password }
  return nobody(desk).put('/auth/password', body)
}

function tokenIn(link: string): string {
  return new URL(link).searchParams.get('confirmation_token') ?? ''
}

test('a link sets a new password once, signs in, and signs every device out', async () => {
  const desk = await aDesk()
  const token = await aToken(desk, desk.ada.user.id, 'reset_password')
  const answer = await setPassword(desk, token)
  expect(answer.status).toBe(200)
  expect(answer.headers['access-token']).toBeTruthy()
  expect((await desk.ada.get('/api/v1/profile')).status).toBe(401)
  const again = await setPassword(desk, token)
  expect([again.status, again.body]).toEqual([422, { message: 'Invalid token', redirect_url: '/' }])
  await signIn(desk.app, 'ada@lamp.example', FRESH)
})

test('a link is good for six hours, and a newer one ends it', async () => {
  const desk = await aDesk()
  const { id } = desk.ada.user
  const [old, fresh] = [await aToken(desk, id, 'reset_password'), await aToken(desk, id, 'reset_password')]
  expect((await setPassword(desk, old)).status).toBe(422)
  desk.pass(6 * 3600 + 1)
  expect((await setPassword(desk, fresh)).status).toBe(422)
})

test('a link that is for something else sets no password', async () => {
  const desk = await aDesk()
  for (const purpose of ['confirmation', 'sso', 'mfa'] as const) {
    expect((await setPassword(desk, await aToken(desk, desk.ada.user.id, purpose))).status).toBe(422)
  }
  expect((await desk.ada.get('/api/v1/profile')).status).toBe(200)
})

test('a password that is refused leaves the link as it was', async () => {
  const desk = await aDesk()
  const token = await aToken(desk, desk.ada.user.id, 'reset_password')
  for (const password of ['Sh0r!', 'lowercase-1', 'UPPERCASE-1', 'NoDigits!', 'NoSigns11', `Aa1!${'x'.repeat(125)}`]) {
    const answer = await setPassword(desk, token, password)
    expect([password, answer.status, answer.body.attributes]).toEqual([password, 422, ['password']])
  }
  expect((await setPassword(desk, token, 'a phrase of words')).status).toBe(200)
})

test('a link does not get around the second factor', async () => {
  const desk = await aDesk()
  await withSecondFactor(desk, desk.ada)
  const answer = await setPassword(desk, await aToken(desk, desk.ada.user.id, 'reset_password'))
  expect([answer.status, answer.body.mfa_required]).toEqual([206, true])
  expect(answer.headers['access-token']).toBeUndefined()
})

test('asking for a link says the same of everybody, and not too often', async () => {
  const desk = await aDesk()
  const ask = (email: string) => nobody(desk).post('/auth/password', { email })
  const [known, unknown] = [await ask('ada@lamp.example'), await ask('nobody@lamp.example')]
  expect([known.status, known.body]).toEqual([200, unknown.body])
  for (let count = 0; count < 4; count += 1) await ask('ADA@lamp.example ')
  expect((await ask('ada@lamp.example')).status).toBe(429)
  await desk.settle()
  expect((await desk.ada.get('/api/v1/profile')).status).toBe(200)
})

test('an agent who was added without a password comes in by the invitation', async () => {
  const desk = await aDesk()
  const added = await desk.ada.post('~/agents', { name: 'Noor', email: 'noor@lamp.example' })
  expect(added.body.confirmed).toBe(false)
  const confirmed = await nobody(desk).post('/auth/confirmation', {
    confirmation_token: tokenIn(added.body.invitation_url),
  })
  expect(confirmed.body.data.email).toBe('noor@lamp.example')
  const next = new URL(confirmed.body.redirect_url, 'http://desk.example')
  expect(next.pathname).toBe('/app/auth/password/edit')
  expect((await setPassword(desk, next.searchParams.get('reset_password_token') ?? '')).status).toBe(200)
  const noor = await signIn(desk.app, 'noor@lamp.example', FRESH)
  expect((await noor.get('~/agents')).status).toBe(200)
  const used = await nobody(desk).post('/auth/confirmation', {
    confirmation_token: tokenIn(added.body.invitation_url),
  })
  expect(used.status).toBe(422)
})

test('an invitation can be made anew until it is taken up, by administrators of the only account', async () => {
  const desk = await aDesk()
  const { body: noor } = await desk.ada.post('~/agents', { name: 'Noor', email: 'noor@lamp.example' })
  const again = await desk.ada.post(`~/agents/${noor.id}/invitation`)
  expect(again.status).toBe(200)
  const old = await nobody(desk).post('/auth/confirmation', { confirmation_token: tokenIn(noor.invitation_url) })
  expect(old.status).toBe(422)
  const zoe = await anotherCompany(desk)
  expect((await zoe.post(`~/agents/${noor.id}/invitation`)).status).toBe(404)
  const linked = await zoe.post('~/agents', { name: 'Noor', email: 'noor@lamp.example' })
  expect([linked.status, linked.body.invitation_url]).toEqual([200, undefined])
  // Now the link would open two accounts, and neither company vouches for the other.
  expect((await zoe.post(`~/agents/${noor.id}/invitation`)).status).toBe(422)
  expect((await desk.ada.post(`~/agents/${noor.id}/invitation`)).status).toBe(422)
  const token = tokenIn(again.body.invitation_url)
  expect((await nobody(desk).post('/auth/confirmation', { confirmation_token: token })).status).toBe(422)
})

test('nobody gets a link for an agent who signs in already', async () => {
  const desk = await aDesk()
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben' })
  expect((await desk.ada.post(`~/agents/${ben.user.id}/invitation`)).status).toBe(422)
})

test('a link that was sent before the address or the password changed opens nothing', async () => {
  const desk = await aDesk()
  const token = await aToken(desk, desk.ada.user.id, 'reset_password')
  await desk.ada.put('/api/v1/profile', { email: 'ada.l@lamp.example' })
  expect((await setPassword(desk, token)).status).toBe(422)
})

test('somebody whose address is not confirmed is told so, if the password is right', async () => {
  const desk = await aDesk()
  await desk.database.db.updateTable('users').set({ confirmed_at: null }).execute()
  const right = { email: 'ada@lamp.example', password: testPassword }
  const answer = await nobody(desk).post('/auth/sign_in', right)
  expect([answer.status, answer.body.error_code]).toEqual([401, 'user_not_confirmed'])
  const wrong = await nobody(desk).post('/auth/sign_in', { ...right, password: 'wrong' })
  expect(wrong.body.error_code).toBeUndefined()
})
