import { expect, test } from 'vitest'
import { aDesk, testPassword } from '../../testing/desk.ts'
import { aPlatformApp } from '../../testing/platform.ts'
import { callerOf, signIn, type Caller } from '../../testing/people.ts'

async function provision(app: Caller) {
  const { body: account } = await app.post('^/accounts', { name: 'Kite', support_email: 'help@kite.example' })
  const { body: user } = await app.post('^/users', { name: 'Kai', email: 'kai@kite.example', password: 'Lamp-oil 7' })
  await app.post(`^/accounts/${account.id}/account_users`, { user_id: user.id, role: 'administrator' })
  return { account, user }
}

test('a program provisions an account with a person, who signs in once by its link', async () => {
  const desk = await aDesk()
  const app = await aPlatformApp(desk)
  const { account, user } = await provision(app)
  const { body } = await app.get(`^/users/${user.id}/login`)
  const link = new URL(body.url)
  expect(link.pathname).toBe('/app/login')
  const entry = Object.fromEntries(link.searchParams)
  const entered = await callerOf(desk.app).post('/auth/sign_in', entry)
  expect([entered.status, entered.body.data.account_id]).toEqual([200, account.id])
  expect((await callerOf(desk.app).post('/auth/sign_in', entry)).status).toBe(401)
  const { body: token } = await app.post(`^/users/${user.id}/token`)
  const api = callerOf(desk.app, { api_access_token: token.access_token })
  expect((await api.get(`/api/v1/accounts/${account.id}`)).body.support_email).toBe('help@kite.example')
})

test('a program touches what it created and nothing else, and is not told what exists', async () => {
  const desk = await aDesk()
  const [app, other] = [await aPlatformApp(desk), await aPlatformApp(desk, 'Other')]
  const { account, user } = await provision(app)
  const strange = [`^/users/${user.id}`, `^/users/999`, `^/users/${desk.ada.user.id}/login`, `^/accounts/${account.id}`]
  for (const path of strange) {
    const answer = await other.get(path)
    expect([path, answer.status, answer.body]).toEqual([path, 401, { error: 'Non permissible resource' }])
  }
  expect((await other.get('^/accounts')).body).toEqual([])
  const mine = await other.post('^/accounts', { name: 'Own' })
  const taken = await other.post(`^/accounts/${mine.body.id}/account_users`, { user_id: desk.ada.user.id })
  expect(taken.status).toBe(401)
})

test('an address that somebody has does not become the program’s', async () => {
  const desk = await aDesk()
  const app = await aPlatformApp(desk)
  const answer = await app.post('^/users', { name: 'Ada', email: 'ADA@lamp.example' })
  expect([answer.status, answer.body.attributes]).toEqual([422, ['email']])
  expect((await app.get(`^/users/${desk.ada.user.id}`)).status).toBe(401)
})

test('a suspended account is closed until it is active again', async () => {
  const desk = await aDesk()
  const app = await aPlatformApp(desk)
  const { account } = await provision(app)
  const kai = await signIn(desk.app, 'kai@kite.example', 'Lamp-oil 7')
  const suspended = await app.patch(`^/accounts/${account.id}`, { status: 'suspended' })
  expect(suspended.body.status).toBe('suspended')
  expect((await kai.get('~')).status).toBe(401)
  await app.patch(`^/accounts/${account.id}`, { status: 'active' })
  expect((await kai.get('~')).status).toBe(200)
  expect((await app.patch(`^/accounts/${account.id}`, { status: 'gone' })).status).toBe(422)
})

test('features and limits that a program sets are in force', async () => {
  const desk = await aDesk()
  const app = await aPlatformApp(desk)
  const { account } = await provision(app)
  const changes = { features: { campaigns: 'false' }, limits: { agents: 1 }, custom_attributes: { plan: 'small' } }
  const { body } = await app.patch(`^/accounts/${account.id}`, changes)
  expect(body).toMatchObject({ limits: { agents: 1 }, custom_attributes: { plan: 'small' } })
  const kai = await signIn(desk.app, 'kai@kite.example', 'Lamp-oil 7')
  expect((await kai.get('~')).body.features).toMatchObject({ campaigns: false, labels: true })
  expect((await kai.post('~/agents', { name: 'Lou', email: 'lou@kite.example' })).status).toBe(402)
})

test('the roles in an account are listed, changed and taken away', async () => {
  const desk = await aDesk()
  const app = await aPlatformApp(desk)
  const { account, user } = await provision(app)
  const path = `^/accounts/${account.id}/account_users`
  const changed = await app.post(path, { user_id: user.id, role: 'agent' })
  expect(changed.body).toMatchObject({ user_id: user.id, account_id: account.id, role: 'agent' })
  expect((await app.get(path)).body).toHaveLength(1)
  expect((await app.delete(path, { user_id: user.id })).status).toBe(200)
  expect((await app.get(path)).body).toEqual([])
  expect((await app.delete(path, { user_id: user.id })).status).toBe(404)
})

test('an account that is removed is closed at once and gone when the job has run', async () => {
  const desk = await aDesk()
  const app = await aPlatformApp(desk)
  const { account } = await provision(app)
  const kai = await signIn(desk.app, 'kai@kite.example', 'Lamp-oil 7')
  expect((await app.delete(`^/accounts/${account.id}`)).status).toBe(200)
  expect((await kai.get('~')).status).toBe(401)
  await desk.settle()
  expect((await app.get(`^/accounts/${account.id}`)).status).toBe(401)
  const left = await desk.database.db.selectFrom('accounts').select('id').execute()
  expect(left).toEqual([{ id: desk.accountId }])
})

test('a person who is removed is out, and the address is free', async () => {
  const desk = await aDesk()
  const app = await aPlatformApp(desk)
  const { user } = await provision(app)
  const kai = await signIn(desk.app, 'kai@kite.example', 'Lamp-oil 7')
  expect((await app.delete(`^/users/${user.id}`)).status).toBe(200)
  await desk.settle()
  expect((await kai.get('/api/v1/profile')).status).toBe(401)
  expect((await app.get(`^/users/${user.id}`)).status).toBe(401)
  expect((await app.post('^/users', { name: 'Kai', email: 'kai@kite.example' })).status).toBe(200)
})

test('a new password of a program signs the person out', async () => {
  const desk = await aDesk()
  const app = await aPlatformApp(desk)
  const { user } = await provision(app)
  const kai = await signIn(desk.app, 'kai@kite.example', 'Lamp-oil 7')
  await app.patch(`^/users/${user.id}`, { password: testPassword, display_name: 'K.' })
  expect((await kai.get('/api/v1/profile')).status).toBe(401)
  expect((await signIn(desk.app, 'kai@kite.example', testPassword)).user.display_name).toBe('K.')
})
