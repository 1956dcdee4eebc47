import { expect, onTestFinished, test, vi } from 'vitest'
import { intakeOf } from '../../channels/email/fetch/intake.ts'
import { startFetching } from '../../channels/email/fetch/start-fetching.ts'
import { anAgent, type TestAgent } from '../../testing/people.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { aDovecot } from '../../testing/a-dovecot.ts'
import { whyNoDovecot } from '../../testing/dovecot.ts'
import { aMailServer } from '../../testing/mail-server.ts'
import { anOAuthProvider } from '../../testing/oauth-provider.ts'

const patiently = { timeout: 45_000, interval: 25 }
const mailbox = 'support@lamp.example'

test('a mailbox is connected by allowing it at the provider, and its tokens are kept encrypted', async () => {
  const provider = await anOAuthProvider(mailbox)
  const desk = await aDesk({ ...provider.environment, PUBLIC_URL: 'https://desk.lamp.example' })
  const { url, cookie, state } = await begin(desk.ada, { email: mailbox })
  expect(url.searchParams.get('redirect_uri')).toBe('https://desk.lamp.example/microsoft/callback')
  expect(url.searchParams.get('login_hint')).toBe(mailbox)
  expect(cookie).toMatch(/HttpOnly; SameSite=Lax; Max-Age=600; Secure/)
  const back = await callback(desk, `code=good&state=${state}`, cookie)
  const id = Number(/\/app\/accounts\/\d+\/settings\/inboxes\/(\d+)$/.exec(back.location)?.[1])
  const { body } = await desk.ada.get(`~/inboxes/${id}`)
  expect(body).toMatchObject({
    email: mailbox,
    provider: 'microsoft',
    imap_enabled: true,
    reauthorization_required: false,
  })
  const [row] = await desk.ports.db.selectFrom('email_channels').selectAll().execute()
  expect(JSON.stringify(row)).not.toContain('token-1')
  const again = await callback(desk, `code=good&state=${state}`, cookie)
  expect(again.status).toBe(422)
})

test('only the browser that began may finish, and only with the same provider', async () => {
  const provider = await anOAuthProvider(mailbox)
  const desk = await aDesk(provider.environment)
  const { cookie, state } = await begin(desk.ada)
  expect((await callback(desk, `code=good&state=${state}`, '')).status).toBe(422)
  expect((await callback(desk, `code=good&state=${state}`, cookie, 'google')).status).toBe(422)
  expect(provider.asked).toEqual([])
})

test('who says no at the provider, and an address of another account, come back with the reason', async () => {
  const provider = await anOAuthProvider(mailbox)
  const desk = await aDesk(provider.environment)
  const first = await begin(desk.ada)
  const refused = await callback(desk, `error=access_denied&state=${first.state}`, first.cookie)
  expect(refused.location).toContain('/settings/inboxes/new?error=access_denied')
  const other = await desk.ports.db
    .insertInto('accounts')
    .values({ name: 'Other' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const inbox = await desk.ports.db
    .insertInto('inboxes')
    .values({ account_id: other.id, channel_type: 'email', name: 'Theirs' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await desk.ports.db
    .insertInto('email_channels')
    .values({ inbox_id: inbox.id, email: mailbox, forward_token: 'x' })
    .execute()
  const second = await begin(desk.ada)
  const taken = await callback(desk, `code=good&state=${second.state}`, second.cookie)
  expect(decodeURIComponent(taken.location)).toContain('Email has already been taken')
})

test('who is at Google says no there, too', async () => {
  const desk = await aDesk({ GOOGLE_OAUTH_CLIENT_ID: 'desk', GOOGLE_OAUTH_CLIENT_SECRET: 'a secret' })
  const { body, headers } = await desk.ada.post('~/google/authorization')
  const url = new URL(body.url)
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    access_type: 'offline',
    prompt: 'consent',
    client_id: 'desk',
  })
  const query = `error=access_denied&state=${url.searchParams.get('state')}`
  const back = await callback(desk, query, String(headers['set-cookie']), 'google')
  expect(back).toMatchObject({ status: 303, location: expect.stringContaining('access_denied') })
})

test('an installation that is not registered, and an agent, cannot begin', async () => {
  const desk = await aDesk()
  const answer = await desk.ada.post('~/google/authorization')
  expect(answer).toMatchObject({ status: 422, body: { message: expect.stringContaining('GOOGLE_OAUTH_CLIENT_ID') } })
  const otto = await anAgent(desk.app, desk.ada, { name: 'Otto' })
  expect((await otto.post('~/google/authorization')).status).toBe(401)
})

test('a connected mailbox sends with its token, and the test of its server shows none of it', async () => {
  const provider = await anOAuthProvider(mailbox)
  const tokens: (string | undefined)[] = []
  const more = {
    authMethods: ['XOAUTH2'],
    onAuth: (auth: { accessToken?: string }, _session: unknown, done: (error: null, answer: object) => void) => {
      tokens.push(auth.accessToken)
      done(null, { user: mailbox })
    },
  }
  const server = await aMailServer({ more })
  const desk = await aDesk({ ...server.environment, ...provider.environment })
  const id = await connect(desk)
  await desk.ada.patch(`~/inboxes/${id}`, { channel: { smtp_address: 'localhost', smtp_port: server.port } })
  const { body } = await desk.ada.post(`~/inboxes/${id}/test_smtp`)
  expect(body).toMatchObject({ ok: true, error: null })
  expect(tokens).toEqual(['token-1'])
  expect(JSON.stringify(body.transcript)).not.toContain('token-1')
  expect(JSON.stringify(body.transcript)).not.toContain(Buffer.from('Bearer token-1').toString('base64').slice(0, 12))
})

test.skipIf(whyNoDovecot)(
  `a connected mailbox is fetched with its token, which is refreshed, until it is revoked${whyNoDovecot ? ` (skipped: ${whyNoDovecot})` : ''}`,
  async () => {
    const provider = await anOAuthProvider(mailbox)
    const dovecot = await aDovecot({ tokenInfo: provider.tokenInfo })
    const desk = await aDesk({ ...dovecot.environment, ...provider.environment })
    const id = await connect(desk)
    const place = { imap_address: 'localhost', imap_port: dovecot.imaps }
    await desk.ada.patch(`~/inboxes/${id}`, { channel: place })
    const probe = await desk.ada.post(`~/inboxes/${id}/test_imap`)
    expect(probe.body).toMatchObject({ ok: true, error: null })
    expect(JSON.stringify(probe.body.transcript)).not.toContain('token-1')
    const maximumBytes = 1_000_000
    const intake = intakeOf(desk.ports, maximumBytes)
    const { pool } = desk.database
    const fetching = startFetching({
      pool,
      ports: desk.ports,
      intake,
      maximumBytes,
      pollMs: 100,
      pauseAfter: () => 100,
    })
    onTestFinished(() => fetching.stop())
    const state = async () => (await desk.ada.get(`~/inboxes/${id}/mail_state`)).body.imap
    await vi.waitFor(async () => expect((await state()).state).toBe('idle'), patiently)
    expect(provider.given).toEqual(['token-1'])
    desk.pass(3600)
    await dovecot.stop()
    await vi.waitFor(async () => expect((await state()).state).toBe('waiting'), patiently)
    await dovecot.start()
    await vi.waitFor(async () => expect((await state()).state).toBe('idle'), patiently)
    // One more, should the server have been too busy to ask about it.
    expect(provider.given.slice(0, 2)).toEqual(['token-1', 'token-2'])
    provider.knows = false
    desk.pass(3600)
    await dovecot.stop()
    await dovecot.start()
    await vi.waitFor(async () => expect((await state()).error).toContain('The token was revoked'), patiently)
    expect((await desk.ada.get(`~/inboxes/${id}`)).body.reauthorization_required).toBe(true)
  },
  180_000,
)

async function begin(ada: TestAgent, body: object = {}) {
  const answer = await ada.post('~/microsoft/authorization', body)
  expect(answer.status).toBe(200)
  const url = new URL(answer.body.url)
  return { url, cookie: String(answer.headers['set-cookie']), state: url.searchParams.get('state') ?? '' }
}

async function callback(desk: TestDesk, query: string, cookie: string, provider = 'microsoft') {
  const headers = { cookie: cookie.split(';')[0] ?? '' }
  const answer = await desk.app.inject({ method: 'GET', url: `/${provider}/callback?${query}`, headers })
  return { status: answer.statusCode, location: String(answer.headers.location) }
}

async function connect(desk: TestDesk): Promise<number> {
  const { cookie, state } = await begin(desk.ada)
  const back = await callback(desk, `code=good&state=${state}`, cookie)
  return Number(back.location.split('/').at(-1))
}
