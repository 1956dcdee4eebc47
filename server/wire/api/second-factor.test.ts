import { expect, test } from 'vitest'
import { aDesk, testPassword, type TestDesk } from '../../testing/desk.ts'
import { codeOf, withSecondFactor } from '../../testing/one-time.ts'
import { callerOf } from '../../testing/people.ts'

const mfa = '/api/v1/profile/mfa'

function signIn(desk: TestDesk, body: object) {
  return callerOf(desk.app).post('/auth/sign_in', body)
}

async function firstStep(desk: TestDesk): Promise<string> {
  const answer = await signIn(desk, { email: 'ada@lamp.example', password: testPassword })
  expect(answer.status).toBe(206)
  expect(answer.headers['access-token']).toBeUndefined()
  return answer.body.mfa_token
}

test('with a second factor the password alone does not sign anybody in, password and code do', async () => {
  const desk = await aDesk()
  const { secret } = await withSecondFactor(desk, desk.ada)
  desk.pass(60)
  const token = await firstStep(desk)
  const wrong = await signIn(desk, { mfa_token: token, otp_code: '000000' })
  expect([wrong.status, typeof wrong.body.error]).toEqual([400, 'string'])
  const right = await signIn(desk, { mfa_token: token, otp_code: await codeOf(desk, secret) })
  expect(right.status).toBe(200)
  expect(right.headers['access-token']).toBeTruthy()
  expect(right.body.data.email).toBe('ada@lamp.example')
})

test('a code is good once, and so is the token of the first step', async () => {
  const desk = await aDesk()
  const { secret } = await withSecondFactor(desk, desk.ada)
  desk.pass(60)
  const code = await codeOf(desk, secret)
  const [one, two] = [await firstStep(desk), await firstStep(desk)]
  const tries = await Promise.all([one, two].map((token) => signIn(desk, { mfa_token: token, otp_code: code })))
  expect(tries.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400])
  desk.pass(60)
  const used = tries[0]?.status === 200 ? one : two
  expect((await signIn(desk, { mfa_token: used, otp_code: await codeOf(desk, secret) })).status).toBe(401)
})

test('the code that switched the factor on does not sign in too', async () => {
  const desk = await aDesk()
  const { secret } = await withSecondFactor(desk, desk.ada)
  const answer = await signIn(desk, { mfa_token: await firstStep(desk), otp_code: await codeOf(desk, secret) })
  expect(answer.status).toBe(400)
})

test('the first step is good for ten minutes', async () => {
  const desk = await aDesk()
  const { secret } = await withSecondFactor(desk, desk.ada)
  const token = await firstStep(desk)
  desk.pass(601)
  expect((await signIn(desk, { mfa_token: token, otp_code: await codeOf(desk, secret) })).status).toBe(401)
})

test('each backup code is good once', async () => {
  const desk = await aDesk()
  const { backupCodes } = await withSecondFactor(desk, desk.ada)
  expect(new Set(backupCodes).size).toBe(10)
  const [code = ''] = backupCodes
  const spelt = `${code.slice(0, 5)}-${code.slice(5)}`.toUpperCase()
  expect((await signIn(desk, { mfa_token: await firstStep(desk), backup_code: spelt })).status).toBe(200)
  expect((await signIn(desk, { mfa_token: await firstStep(desk), backup_code: code })).status).toBe(400)
})

test('guessing codes ends after ten tries, the right one then included', async () => {
  const desk = await aDesk()
  const { secret } = await withSecondFactor(desk, desk.ada)
  desk.pass(120)
  const token = await firstStep(desk)
  for (let count = 0; count < 10; count += 1) await signIn(desk, { mfa_token: token, otp_code: '000000' })
  expect((await signIn(desk, { mfa_token: token, otp_code: await codeOf(desk, secret) })).status).toBe(429)
  desk.pass(61)
  expect((await signIn(desk, { mfa_token: token, otp_code: await codeOf(desk, secret) })).status).toBe(200)
})

test('new backup codes end the old ones, and need a proof', async () => {
  const desk = await aDesk()
  expect((await desk.ada.post(`${mfa}/backup_codes`, { otp_code: '000000' })).status).toBe(403)
  const { backupCodes } = await withSecondFactor(desk, desk.ada)
  expect((await desk.ada.post(`${mfa}/backup_codes`, { otp_code: '12' })).status).toBe(422)
  expect((await desk.ada.post(`${mfa}/backup_codes`, {})).status).toBe(422)
  const renewed = await desk.ada.post(`${mfa}/backup_codes`, { backup_code: backupCodes[0] })
  expect(renewed.body.backup_codes).toHaveLength(10)
  const old = await signIn(desk, { mfa_token: await firstStep(desk), backup_code: backupCodes[1] })
  expect(old.status).toBe(400)
})

test('switching the factor off takes the password and a code', async () => {
  const desk = await aDesk()
  const { secret } = await withSecondFactor(desk, desk.ada)
  desk.pass(60)
  const code = await codeOf(desk, secret)
  const wrong = await desk.ada.delete(mfa, { password: 'no', otp_code: code })
  expect([wrong.status, wrong.body.attributes]).toEqual([422, ['password']])
  expect((await desk.ada.delete(mfa, { password: testPassword, otp_code: '1' })).status).toBe(422)
  expect((await desk.ada.get(mfa)).body.enabled).toBe(true)
  expect((await desk.ada.delete(mfa, { password: testPassword, otp_code: code })).body.enabled).toBe(false)
  expect((await signIn(desk, { email: 'ada@lamp.example', password: testPassword })).status).toBe(200)
})

test('a factor that is on cannot be set up anew over the head of its owner', async () => {
  const desk = await aDesk()
  const { secret } = await withSecondFactor(desk, desk.ada)
  expect((await desk.ada.post(mfa)).status).toBe(422)
  desk.pass(60)
  expect((await desk.ada.post(`${mfa}/verify`, { otp_code: await codeOf(desk, secret) })).status).toBe(422)
})

test('keys and codes are nowhere in the database in clear', async () => {
  const desk = await aDesk()
  const { secret, backupCodes } = await withSecondFactor(desk, desk.ada)
  const users = await desk.database.db.selectFrom('users').selectAll().execute()
  const codes = await desk.database.db.selectFrom('backup_codes').selectAll().execute()
  const kept = JSON.stringify([users, codes])
  expect(kept).not.toContain(secret)
  for (const code of backupCodes) expect(kept).not.toContain(code)
})
