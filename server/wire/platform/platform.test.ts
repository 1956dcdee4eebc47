import { expect, test } from 'vitest'
import { aDesk, testPassword } from '../../testing/desk.ts'
import { aPlatformApp } from '../../testing/platform.ts'
import { form, formHeaders, pixel } from '../../testing/form.ts'
import { aWebsite, callerOf, signIn, type Caller } from '../../testing/people.ts'

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

test('a program makes a bot that every account may use, which works once an inbox has it', async () => {
  const desk = await aDesk()
  const app = await aPlatformApp(desk)
  const made = await app.post('^/agent_bots', { name: 'Robin', outgoing_url: 'https://robin.example/in' })
  expect(made.body).toMatchObject({ name: 'Robin', system_bot: true, account_id: null, bot_type: 'webhook' })
  const path = `^/agent_bots/${made.body.id}`
  expect((await app.get(path)).body).toEqual(made.body)
  expect((await app.get('^/agent_bots')).body).toEqual([made.body])
  const changed = await app.patch(path, { name: 'Rob', outgoing_url: null })
  expect(changed.body).toEqual({ ...made.body, name: 'Rob', outgoing_url: null })
  const [shown] = (await desk.ada.get('~/agent_bots')).body
  expect(shown).toMatchObject({ id: made.body.id, name: 'Rob' })
  expect(shown).not.toHaveProperty('access_token')
  const rob = callerOf(desk.app, { api_access_token: made.body.access_token })
  const labels = `/api/v1/accounts/${desk.accountId}/labels`
  expect((await rob.get(labels)).status).toBe(401)
  const inbox = await aWebsite(desk.ada)
  await desk.ada.post(`~/inboxes/${inbox.id}/set_agent_bot`, { agent_bot: made.body.id })
  expect((await rob.get(labels)).status).toBe(200)
  expect((await app.delete(path)).body).toEqual({})
  expect((await rob.get(labels)).status).toBe(401)
  expect((await app.get(path)).status).toBe(401)
  expect((await app.get('^/agent_bots')).body).toEqual([])
})

test('a program makes bots for its own accounts only, and touches no bot of others', async () => {
  const desk = await aDesk()
  const [app, other] = [await aPlatformApp(desk), await aPlatformApp(desk, 'Other')]
  const { account } = await provision(app)
  const made = await app.post('^/agent_bots', { name: 'Robin', account_id: account.id })
  expect(made.body).toMatchObject({ system_bot: false, account_id: account.id })
  const path = `^/agent_bots/${made.body.id}`
  expect((await app.patch(path, { description: 'At night', account_id: account.id })).body.description).toBe('At night')
  const moved = await app.patch(path, { account_id: null })
  expect([moved.status, moved.body.attributes]).toEqual([422, ['account_id']])
  expect((await app.post('^/agent_bots', { name: 'Spy', account_id: desk.accountId })).status).toBe(401)
  const { body: adas } = await desk.ada.post('~/agent_bots', { name: "Ada's" })
  for (const id of [made.body.id, adas.id, 999_999]) {
    expect((await other.get(`^/agent_bots/${id}`)).status).toBe(401)
    expect((await other.patch(`^/agent_bots/${id}`, { name: 'Mine' })).status).toBe(401)
    expect((await other.delete(`^/agent_bots/${id}/avatar`)).status).toBe(401)
    expect((await other.delete(`^/agent_bots/${id}`)).status).toBe(401)
  }
  expect((await other.get('^/agent_bots')).body).toEqual([])
  expect((await desk.ada.get(`~/agent_bots/${made.body.id}`)).status).toBe(404)
  const wrong = await app.post('^/agent_bots', { name: ' ', outgoing_url: 'https://robin.example' })
  expect([wrong.status, wrong.body.attributes]).toEqual([422, ['name']])
  expect((await app.delete(path)).status).toBe(200)
})

test('the picture of a bot comes with a form and is taken away again', async () => {
  const desk = await aDesk()
  const app = await aPlatformApp(desk)
  const made = await app.post(
    '^/agent_bots',
    form([
      ['name', 'Robin'],
      ['avatar', pixel],
    ]),
    formHeaders,
  )
  expect(made.body.thumbnail).toContain(`/bot-avatars/${made.body.id}/`)
  expect((await app.delete(`^/agent_bots/${made.body.id}/avatar`)).body.thumbnail).toBe('')
})
