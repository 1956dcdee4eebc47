import { expect, test } from 'vitest'
import { aDesk, testPassword, type TestDesk } from '../../testing/desk.ts'
import { aToken } from '../../testing/one-time.ts'
import { callerOf } from '../../testing/people.ts'

const BROWSER = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
}
const password = { email: 'ada@lamp.example', password: testPassword }

function signIn(desk: TestDesk, body: object) {
  return callerOf(desk.app, BROWSER).post('/auth/sign_in', body)
}

/** Ada is signed in on 25 devices. */
async function fullDesk(): Promise<TestDesk> {
  const desk = await aDesk()
  for (let count = 1; count < 25; count += 1) expect((await signIn(desk, password)).status).toBe(200)
  return desk
}

test('a browser without room is shown the sessions, and signs in once one of them is given up', async () => {
  const desk = await fullDesk()
  const full = await signIn(desk, password)
  expect([full.status, full.body.sessions_limit_reached, full.body.sessions.length]).toEqual([409, true, 25])
  expect(full.headers['access-token']).toBeUndefined()
  const [session] = full.body.sessions
  expect((await signIn(desk, { ...password, revoke_session_id: session.id })).status).toBe(200)
  const left = (await desk.ada.get('/api/v1/profile/sessions')).body
  expect(left.map((one: { id: number }) => one.id)).not.toContain(session.id)
})

test('a browser can give up all sessions at once', async () => {
  const desk = await fullDesk()
  expect((await signIn(desk, { ...password, revoke_all_sessions: true })).status).toBe(200)
  expect((await desk.ada.get('/api/v1/profile')).status).toBe(401)
})

test("nobody makes room among somebody else's sessions", async () => {
  const desk = await fullDesk()
  const ben = await desk.ada.post('~/agents', { name: 'Ben', email: 'ben@lamp.example', password: testPassword })
  const his = { email: 'ben@lamp.example', password: testPassword }
  await signIn(desk, his)
  const row = await desk.database.db
    .selectFrom('device_tokens')
    .select('id')
    .where('user_id', '=', ben.body.id)
    .executeTakeFirstOrThrow()
  expect((await signIn(desk, { ...password, revoke_session_id: row.id })).status).toBe(409)
})

test('a one-time sign-in without room is not used up', async () => {
  const desk = await fullDesk()
  const sso = { email: 'ada@lamp.example', sso_auth_token: await aToken(desk, desk.ada.user.id, 'sso') }
  expect((await signIn(desk, sso)).status).toBe(409)
  expect((await signIn(desk, { ...sso, revoke_all_sessions: true })).status).toBe(200)
  expect((await signIn(desk, sso)).status).toBe(401)
})

test('a one-time sign-in is for its own person, for five minutes', async () => {
  const desk = await aDesk()
  await desk.ada.post('~/agents', { name: 'Ben', email: 'ben@lamp.example', password: testPassword })
  const token = await aToken(desk, desk.ada.user.id, 'sso')
  expect((await signIn(desk, { email: 'ben@lamp.example', sso_auth_token: token })).status).toBe(401)
  desk.pass(301)
  expect((await signIn(desk, { email: 'ada@lamp.example', sso_auth_token: token })).status).toBe(401)
})

test('sessions that have expired do not take up room', async () => {
  const desk = await fullDesk()
  desk.pass(61 * 86_400)
  expect((await signIn(desk, password)).status).toBe(200)
})
