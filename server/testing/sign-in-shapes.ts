import { publicPushKey } from '../app/push-notifications.ts'
import { describe, test } from 'vitest'
import { testPassword, type TestDesk } from './desk.ts'
import { fits } from './fits.ts'
import { aToken, codeOf } from './one-time.ts'
import { aPlatformApp } from './platform.ts'
import { callerOf, signIn } from './people.ts'

const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0' }

/** The shapes of signing in and of invitations. */
export function signInShapes(desk: () => TestDesk): void {
  describe('Signing in', () => {
    test('links and invitations answer as contract 2.2 says', async () => {
      const nobody = callerOf(desk().app)
      fits(await nobody.post('/auth/password', { email: 'ada@lamp.example' }), 'message_only')
      fits(await nobody.post('/auth/confirmation', { confirmation_token: 'x' }), 'invalid_link', 422)
      const added = await desk().ada.post('~/agents', { name: 'Noor', email: 'noor@shapes.example' })
      fits(added, 'new_agent')
      fits(await desk().ada.post(`~/agents/${added.body.id}/invitation`), 'invitation')
      const token = await aToken(desk(), added.body.id, 'confirmation')
      fits(await nobody.post('/auth/confirmation', { confirmation_token: token }), 'confirmation')
      const reset = await aToken(desk(), added.body.id, 'reset_password')
      fits(await nobody.put('/auth/password', { reset_password_token: reset, password: testPassword }), 'sign_in')
    })

    test('the second factor, sessions and subscriptions answer as contract 2.3 says', async () => {
      const form = { name: 'Vic', email: 'vic@shapes.example', password: testPassword }
      await desk().ada.post('~/agents', form)
      const vic = await signIn(desk().app, form.email, testPassword)
      for (let count = 1; count < 25; count += 1) await signIn(desk().app, form.email, testPassword)
      fits(await callerOf(desk().app, BROWSER).post('/auth/sign_in', form), 'sessions_limit', 409)
      fits(await vic.get('/api/v1/profile/sessions'), 'sessions')
      fits(await vic.get('/api/v1/profile/mfa'), 'second_factor')
      const key = await vic.post('/api/v1/profile/mfa')
      fits(key, 'second_factor_key')
      const enabled = await vic.post('/api/v1/profile/mfa/verify', { otp_code: await codeOf(desk(), key.body.secret) })
      fits(enabled, 'second_factor_enabled')
      const [backup_code] = enabled.body.backup_codes
      fits(await vic.post('/api/v1/profile/mfa/backup_codes', { backup_code }), 'backup_codes')
      fits(await callerOf(desk().app).post('/auth/sign_in', form), 'mfa_required', 206)
      const subscription = { subscription_type: 'fcm', subscription_attributes: { device_id: 'shapes' } }
      fits(await vic.post('/api/v1/notification_subscriptions', subscription), 'push_subscription')
      const endpoint = 'https://10.0.0.1/shapes'
      const browser = { subscription_type: 'browser_push', subscription_attributes: { endpoint } }
      await vic.post('/api/v1/notification_subscriptions', browser)
      await publicPushKey(desk().ports)
      const trial = { push_token: endpoint, title: 'Shapes', body: '' }
      fits(await vic.post('/api/v1/notification_subscriptions/try', trial), 'push_trial')
    })
  })
}

/** The shapes of opening accounts and of the platform API, on a desk that has `ENABLE_ACCOUNT_SIGNUP`. */
export function provisioningShapes(desk: () => TestDesk): void {
  describe('Provisioning', () => {
    test('opening an account answers as contract 2.4 says', async () => {
      const form = { account_name: 'Kite', user_full_name: 'Kai', email: 'kai@shapes.example', password: testPassword }
      fits(await callerOf(desk().app).post('/api/v1/accounts', form), 'signed_up')
      fits(await desk().ada.patch('~/onboarding', {}), 'account')
    })

    test('the platform API answers as contract 2.18 says', async () => {
      const app = await aPlatformApp(desk())
      const user = await app.post('^/users', { name: 'Pam', email: 'pam@shapes.example' })
      fits(user, 'platform_user')
      fits(await app.get(`^/users/${user.body.id}/login`), 'login_link')
      fits(await app.post(`^/users/${user.body.id}/token`), 'platform_token')
      const account = await app.post('^/accounts', { name: 'Pampas' })
      fits(account, 'platform_account')
      fits(await app.get('^/accounts'), 'platform_accounts')
      const path = `^/accounts/${account.body.id}/account_users`
      fits(await app.post(path, { user_id: user.body.id, role: 'agent' }), 'account_user')
      fits(await app.get(path), 'account_users')
      fits(await app.get(`^/users/${user.body.id}`), 'platform_user')
      await app.post('^/agent_bots', { name: 'Robin' })
      fits(await app.get('^/agent_bots'), 'platform_agent_bots')
      fits(await callerOf(desk().app).get('/platform/api/v1/accounts'), 'error', 401)
    })
  })
}
