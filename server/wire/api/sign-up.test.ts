import { expect, test } from 'vitest'
import { aDesk } from '../../testing/desk.ts'
import { callerOf, signIn } from '../../testing/people.ts'

const open = { ENABLE_ACCOUNT_SIGNUP: 'yes' }
const form = { account_name: 'Kite & Co', user_full_name: 'Kai', email: 'kai@kite.example', password: 'Lamp-oil 7' }

test('where it is allowed anybody opens an account and runs it', async () => {
  const desk = await aDesk(open)
  const answer = await callerOf(desk.app).post('/api/v1/accounts', form)
  expect([answer.status, answer.body.data.role]).toEqual([200, 'administrator'])
  expect(answer.headers['access-token']).toBeTruthy()
  const kai = await signIn(desk.app, form.email, form.password)
  expect((await kai.get('~')).body.name).toBe('Kite & Co')
  expect((await kai.get(`/api/v1/accounts/${desk.accountId}/agents`)).status).toBe(401)
})

test('where it is not allowed there is no such page', async () => {
  const desk = await aDesk()
  expect((await callerOf(desk.app).post('/api/v2/accounts', form)).status).toBe(404)
  expect((await desk.ada.post('/api/v1/accounts', form)).status).toBe(404)
})

test('an address that is taken or no address is 403, and leaves no account behind', async () => {
  const desk = await aDesk(open)
  for (const email of ['ADA@lamp.example', 'no address']) {
    const answer = await callerOf(desk.app).post('/api/v1/accounts', { ...form, email })
    expect([answer.status, typeof answer.body.message]).toEqual([403, 'string'])
  }
  const weak = await callerOf(desk.app).post('/api/v1/accounts', { ...form, password: 'weak' })
  expect([weak.status, weak.body.attributes]).toEqual([422, ['password']])
  expect(await desk.database.db.selectFrom('accounts').select('id').execute()).toHaveLength(1)
})

test('somebody signed in opens another account, and works in either', async () => {
  const desk = await aDesk(open)
  const { body } = await desk.ada.post('/api/v1/accounts', { account_name: 'Second' })
  const second = body.data.account_id
  expect(body.data.accounts.map((one: { name: string }) => one.name).sort()).toEqual(['Lamp & Co', 'Second'])
  expect((await desk.ada.get(`/api/v1/accounts/${second}`)).body.name).toBe('Second')
  desk.pass(1)
  await desk.ada.put('/api/v1/profile/set_active_account', { profile: { account_id: second } })
  expect((await desk.ada.get('/api/v1/profile')).body.account_id).toBe(second)
  desk.pass(1)
  await desk.ada.put('/api/v1/profile/set_active_account', { profile: { account_id: desk.accountId } })
  expect((await desk.ada.get('/api/v1/profile')).body.account_id).toBe(desk.accountId)
})

test('wrong credentials do not count as none', async () => {
  const desk = await aDesk(open)
  const forged = callerOf(desk.app, { api_access_token: 'forged' })
  expect((await forged.post('/api/v1/accounts', form)).status).toBe(401)
})
