import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { accessTokenOf, findInbox, forgetAccessToken } from '../../features/inboxes/index.ts'
import { TokenFailure } from '../../platform/mail/mail-providers.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { aMailServer } from '../../testing/mail-server.ts'
import { anOAuthProvider, type OAuthProvider } from '../../testing/oauth-provider.ts'

const mailbox = 'support@lamp.example'
const HOUR = 3600

describe.each(['google', 'microsoft'] as const)('tokens of a mailbox at %s', (way) => {
  test('are asked for with the code, by the address that its owner came back to', async () => {
    const { provider } = await aConnectedDesk(way)
    const asked = Object.fromEntries(provider.asked[0] ?? [])
    expect(asked).toEqual({
      grant_type: 'authorization_code',
      code: 'good',
      redirect_uri: `https://desk.lamp.example/${way}/callback`,
      client_id: 'desk',
      client_secret: 'a secret',
    })
  })

  test('are used until shortly before their end, and refreshed again and again', async () => {
    const { desk, provider, token } = await aConnectedDesk(way)
    expect(await token()).toBe('token-1')
    desk.pass(HOUR - 301)
    expect(await token()).toBe('token-1')
    desk.pass(2)
    expect([await token(), await token()]).toEqual(['token-2', 'token-2'])
    desk.pass(HOUR)
    expect(await token()).toBe('token-3')
    const used = provider.asked.slice(1).map((form) => [form.get('grant_type'), form.get('refresh_token')])
    // Google keeps the one it gave first, Microsoft gives another one each time.
    const second = way === 'google' ? 'refresh' : 'refresh-2'
    expect(used).toEqual([
      ['refresh_token', 'refresh'],
      ['refresh_token', second],
    ])
  })

  test('that the provider no longer gives ask for its owner, who allows it again', async () => {
    const { desk, provider, token, isToBeAllowed, connect } = await aConnectedDesk(way)
    provider.knows = false
    desk.pass(HOUR)
    await expect(token()).rejects.toMatchObject({ lasting: true, message: expect.stringContaining('was revoked') })
    expect(await isToBeAllowed()).toBe(true)
    provider.knows = true
    await connect()
    expect(await isToBeAllowed()).toBe(false)
    expect(await token()).toBe('token-2')
  })

  test('are asked for again after trouble at the provider, and its owner is not bothered', async () => {
    const { desk, provider, token, isToBeAllowed } = await aConnectedDesk(way)
    desk.pass(HOUR)
    const troubles = [
      { status: 503, body: '{"error":"temporarily_unavailable","error_description":"Come back"}' },
      { status: 429, body: '{"error":"slow_down"}' },
      { status: 500, body: '{"error":"internal_failure"}' },
      { status: 502, body: '<html>Bad gateway</html>' },
    ]
    for (const trouble of troubles) {
      provider.trouble = trouble
      const error = await token().catch((cause: unknown) => cause)
      expect(error, trouble.body).toBeInstanceOf(TokenFailure)
      expect(error, trouble.body).toMatchObject({ lasting: false })
    }
    provider.trouble = { status: 401, body: '{"error":"invalid_client","error_description":"Wrong secret"}' }
    await expect(token()).rejects.toMatchObject({ lasting: true, message: expect.stringContaining('Wrong secret') })
    expect(await isToBeAllowed()).toBe(false)
    provider.trouble = null
    expect(await token()).toBe('token-2')
  })

  test('that end at an unknown time are asked for each time', async () => {
    const { desk, provider, token } = await aConnectedDesk(way)
    provider.expiresIn = undefined
    desk.pass(HOUR)
    expect([await token(), await token()]).toEqual(['token-2', 'token-3'])
  })

  test('that a server refuses before their time are not used again, as after a clock was put back', async () => {
    const { desk, id, provider, token } = await aConnectedDesk(way)
    // It was a day ahead when the token came, so that the token seems good for a day.
    desk.pass(-24 * HOUR)
    expect(await token()).toBe('token-1')
    await forgetAccessToken(desk.ports, id, 'token-of-somebody-else')
    expect(await token()).toBe('token-1')
    await forgetAccessToken(desk.ports, id, 'token-1')
    expect([await token(), await token()]).toEqual(['token-2', 'token-2'])
    expect(provider.asked).toHaveLength(2)
  })
})

test('a mail whose token its server refuses waits, and goes out with another one', async () => {
  const tokens: (string | undefined)[] = []
  const more = {
    authMethods: ['XOAUTH2'],
    onAuth: (
      auth: { accessToken?: string },
      _session: unknown,
      done: (error: Error | null, answer?: object) => void,
    ) => {
      tokens.push(auth.accessToken)
      const no = Object.assign(new Error('Authentication unsuccessful'), { responseCode: 535 })
      if (auth.accessToken === 'token-1') done(no)
      else done(null, { user: mailbox })
    },
  }
  const server = await aMailServer({ more })
  const { desk, id } = await aConnectedDesk('microsoft', server.environment)
  await desk.ada.patch(`~/inboxes/${id}`, { channel: { smtp_address: 'localhost', smtp_port: server.port } })
  const { body } = await desk.ada.post('~/contacts', { email: 'mo@sea.example' })
  const message = { content: 'Hello' }
  await desk.ada.post('~/conversations', { inbox_id: id, contact_id: body.payload.contact.id, message })
  await desk.settle()
  const state = async () => (await desk.ada.get('~/mails')).body.payload[0]
  expect(await state()).toMatchObject({ state: 'waiting', last_answer: expect.stringContaining('535') })
  expect((await state()).last_answer).not.toContain('token-1')
  // As if the pause were over.
  await sql`update graphile_worker._private_jobs set run_at = now()`.execute(desk.database.db)
  await desk.settle()
  expect(await state()).toMatchObject({ state: 'sent' })
  expect(tokens).toEqual(['token-1', 'token-2'])
})

/** A desk with a mailbox that is connected at a provider. */
async function aConnectedDesk(way: 'google' | 'microsoft', environment: Record<string, string> = {}) {
  const provider = await anOAuthProvider(mailbox, way)
  const places = { PUBLIC_URL: 'https://desk.lamp.example' }
  const desk = await aDesk({ ...environment, ...provider.environment, ...places })
  leadGoogleTo(desk, provider)
  const connect = async () => {
    const begun = await desk.ada.post(`~/${way}/authorization`, { email: mailbox })
    const state = new URL(begun.body.url).searchParams.get('state')
    const headers = { cookie: String(begun.headers['set-cookie']).split(';')[0] ?? '' }
    const url = `/${way}/callback?code=good&state=${state}`
    const back = await desk.app.inject({ method: 'GET', url, headers })
    return Number(String(back.headers.location).split('/').at(-1))
  }
  const id = await connect()
  const token = async () => {
    const inbox = await findInbox(desk.ports.db, id)
    if (!inbox) throw new Error('The inbox is gone')
    return accessTokenOf(desk.ports, inbox)
  }
  const isToBeAllowed = async () => (await desk.ada.get(`~/inboxes/${id}`)).body.reauthorization_required
  return { desk, id, provider, connect, token, isToBeAllowed }
}

/** Google's addresses are no settings: requests to them go to the provider of the test. */
function leadGoogleTo({ ports }: TestDesk, { origin }: OAuthProvider): void {
  const { outgoing } = ports
  ports.outgoing = {
    ...outgoing,
    send: (request) => outgoing.send({ ...request, url: request.url.replace('https://oauth2.googleapis.com', origin) }),
  }
}
