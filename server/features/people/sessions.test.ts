import { expect, test } from 'vitest'
import { aDesk, testPassword, type TestDesk } from '../../testing/desk.ts'
import { anAgent, callerOf, signIn } from '../../testing/people.ts'

const FRESH = 'another correct horse'

function tryToSignIn(desk: TestDesk, password: string, email = 'ada@lamp.example') {
  return callerOf(desk.app).post('/auth/sign_in', { email, password })
}

function withToken(desk: TestDesk, token: string) {
  return callerOf(desk.app, { api_access_token: token })
}

test('a device that is signed out is out at once, wherever it was done, and the others stay', async () => {
  const desk = await aDesk()
  const [phone, laptop] = [
    await signIn(desk.app, 'ada@lamp.example', testPassword),
    await signIn(desk.app, 'ada@lamp.example', testPassword),
  ]
  await phone.delete('/auth/sign_out')
  expect((await phone.get('/api/v1/profile')).status).toBe(401)
  const sessions = await desk.ada.get('/api/v1/profile/sessions')
  expect(sessions.body.filter((session: { current: boolean }) => session.current)).toHaveLength(1)
  const other = sessions.body.find((session: { current: boolean }) => !session.current)
  expect((await desk.ada.delete(`/api/v1/profile/sessions/${other.id}`)).status).toBe(200)
  expect((await laptop.get('/auth/validate_token')).status).toBe(401)
  expect((await desk.ada.get('/auth/validate_token')).status).toBe(200)
})

test('nobody signs out the device of somebody else', async () => {
  const desk = await aDesk()
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben' })
  const [session] = (await ben.get('/api/v1/profile/sessions')).body
  expect((await desk.ada.delete(`/api/v1/profile/sessions/${session.id}`)).status).toBe(404)
  expect((await ben.get('/api/v1/profile')).status).toBe(200)
})

test('a token works only with its own client and address, and until it expires', async () => {
  const desk = await aDesk()
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben' })
  const mixed = [
    { ...desk.ada.headers, uid: ben.user.email },
    { ...desk.ada.headers, client: ben.headers['client'] ?? '' },
    { ...desk.ada.headers, 'access-token': ben.headers['access-token'] ?? '' },
  ]
  for (const headers of mixed) expect((await callerOf(desk.app, headers).get('/api/v1/profile')).status).toBe(401)
  desk.pass(61 * 86_400)
  expect((await desk.ada.get('/api/v1/profile')).status).toBe(401)
})

test('a person has 25 devices at most; the one unused for longest makes room', async () => {
  const desk = await aDesk()
  desk.pass(60)
  const rows = Array.from({ length: 24 }, (_, index) => ({
    user_id: desk.ada.user.id as number,
    client_id: `old-${index}`,
    token_hash: `hash-${index}`,
    expires_at: new Date(Date.now() + 86_400_000),
    last_activity_at: desk.ports.now(),
  }))
  await desk.database.db.insertInto('device_tokens').values(rows).execute()
  await signIn(desk.app, 'ada@lamp.example', testPassword)
  expect((await desk.ada.get('/api/v1/profile')).status).toBe(401)
  const left = await desk.database.db.selectFrom('device_tokens').select('id').execute()
  expect(left).toHaveLength(25)
})

test('a new API token ends the old one', async () => {
  const desk = await aDesk()
  const old = desk.ada.user.access_token
  expect((await withToken(desk, old).get('/api/v1/profile')).status).toBe(200)
  const { body } = await desk.ada.post('/api/v1/profile/reset_access_token')
  expect(body.access_token).not.toBe(old)
  expect((await withToken(desk, old).get('/api/v1/profile')).status).toBe(401)
  expect((await withToken(desk, body.access_token).get('/api/v1/profile')).status).toBe(200)
})

test('a new password signs the other devices out and this one not', async () => {
  const desk = await aDesk()
  const phone = await signIn(desk.app, 'ada@lamp.example', testPassword)
  const change = { current_password: testPassword, password: FRESH, password_confirmation: FRESH }
  expect((await desk.ada.put('/api/v1/profile', { profile: change })).status).toBe(200)
  expect((await phone.get('/api/v1/profile')).status).toBe(401)
  expect((await desk.ada.get('/api/v1/profile')).status).toBe(200)
  expect((await tryToSignIn(desk, testPassword)).status).toBe(401)
  expect((await tryToSignIn(desk, FRESH)).status).toBe(200)
})

test('a new password needs the current one, twice the same, and some length', async () => {
  const desk = await aDesk()
  const refused = [
    [{ password: FRESH }, 'current_password'],
    [{ password: FRESH, current_password: 'wrong' }, 'current_password'],
    [{ password: FRESH, current_password: testPassword, password_confirmation: 'else' }, 'password_confirmation'],
    [{ password: 'short', current_password: testPassword }, 'password'],
  ] as const
  for (const [change, field] of refused) {
    const answer = await desk.ada.put('/api/v1/profile', change)
    expect([answer.status, answer.body.attributes]).toEqual([422, [field]])
  }
  expect((await tryToSignIn(desk, testPassword)).status).toBe(200)
})

test('guessing a password ends after ten tries, for the right one too, until the window has passed', async () => {
  const desk = await aDesk()
  for (let guess = 1; guess <= 10; guess += 1) {
    expect((await tryToSignIn(desk, `guess ${guess}`, 'ADA@lamp.example')).status).toBe(401)
  }
  expect((await tryToSignIn(desk, 'guess 11')).status).toBe(429)
  expect((await tryToSignIn(desk, testPassword)).status).toBe(429)
  desk.pass(901)
  expect((await tryToSignIn(desk, testPassword)).status).toBe(200)
})

test('an office that signs in often and rightly is never locked out', async () => {
  const desk = await aDesk()
  for (let count = 0; count < 25; count += 1) expect((await tryToSignIn(desk, testPassword)).status).toBe(200)
})

test('an unknown address is answered like a wrong password', async () => {
  const desk = await aDesk()
  const [unknown, wrong] = [await tryToSignIn(desk, 'x', 'nobody@lamp.example'), await tryToSignIn(desk, 'x')]
  expect(unknown).toMatchObject({ status: 401, body: wrong.body })
})

test('the last administrator stays one, the last but one may go', async () => {
  const desk = await aDesk()
  const me = `~/agents/${desk.ada.user.id}`
  expect((await desk.ada.patch(me, { role: 'agent' })).status).toBe(422)
  expect((await desk.ada.delete(me)).status).toBe(422)
  const carl = await anAgent(desk.app, desk.ada, { name: 'Carl', role: 'administrator' })
  const goes = await Promise.all([
    desk.ada.patch(`~/agents/${carl.user.id}`, { role: 'agent' }),
    carl.patch(me, { role: 'agent' }),
  ])
  expect(goes.filter((answer) => answer.status === 200)).toHaveLength(1)
})

test('an address is taken once, whatever its case', async () => {
  const desk = await aDesk()
  const add = () => desk.ada.post('~/agents', { name: 'Twin', email: 'Twin@lamp.example' })
  const answers = await Promise.all([add(), add(), add()])
  expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 422, 422])
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben' })
  const answer = await ben.put('/api/v1/profile', { email: 'TWIN@lamp.example' })
  expect([answer.status, answer.body.attributes]).toEqual([422, ['email']])
})
