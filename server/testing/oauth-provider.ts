import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

/** A provider that gives tokens for one mailbox (OAuth 2), and tells a mail server which are good. */
export interface OAuthProvider {
  /** The settings of a desk that is registered with it. */
  environment: Record<string, string>
  /** Where a mail server asks about a token. */
  tokenInfo: string
  /** What it was asked for, the last at the end. */
  asked: URLSearchParams[]
  /** The access tokens that it has given. */
  given: string[]
  /** Whether it still knows the refresh token. */
  knows: boolean
  /** For how many seconds its tokens are good, as it says. */
  expiresIn: number | undefined
  /** What it says instead of a token; null while it is well. */
  trouble: { status: number; body: string } | null
  /** Where it is. */
  origin: string
}

type State = Pick<OAuthProvider, 'asked' | 'given' | 'knows' | 'expiresIn' | 'trouble'>

/** Starts a provider; it ends with the test. Microsoft's way is a new refresh token with each answer, Google's one for all. */
export async function anOAuthProvider(
  email: string,
  way: 'google' | 'microsoft' = 'microsoft',
): Promise<OAuthProvider> {
  const state: State = { asked: [], given: [], knows: true, expiresIn: 3600, trouble: null }
  const tokens = tokenGiver(state, email, way)
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://provider')
    const answer = (status: number, body: object) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (url.pathname === '/tokeninfo') {
      // The latest only: what was refreshed is no good any more.
      const isGood = url.searchParams.get('access_token') === state.given.at(-1)
      return answer(isGood ? 200 : 401, isGood ? { email, active: true } : { error: 'invalid_token' })
    }
    if (state.trouble) return void response.writeHead(state.trouble.status).end(state.trouble.body)
    void text(request).then((body) => answer(...tokens(new URLSearchParams(body))))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(state, {
    origin,
    tokenInfo: `${origin}/tokeninfo?access_token=`,
    environment: {
      AZURE_APP_ID: 'desk',
      AZURE_APP_SECRET: 'a secret',
      AZURE_AUTHORITY: origin,
      GOOGLE_OAUTH_CLIENT_ID: 'desk',
      GOOGLE_OAUTH_CLIENT_SECRET: 'a secret',
      OUTGOING_ALLOW: '127.0.0.1,localhost',
    },
  })
}

/** What it says to a request for tokens. */
function tokenGiver(state: State, email: string, way: 'google' | 'microsoft') {
  const claims = Buffer.from(JSON.stringify({ email })).toString('base64url')
  let refreshToken = 'refresh'
  return (form: URLSearchParams): [number, object] => {
    state.asked.push(form)
    if (form.get('client_secret') !== 'a secret') return [401, { error: 'invalid_client' }]
    const isRefresh = form.get('grant_type') === 'refresh_token'
    const isRight = isRefresh ? state.knows && form.get('refresh_token') === refreshToken : form.get('code') === 'good'
    if (!isRight) return [400, { error: 'invalid_grant', error_description: 'The token was revoked' }]
    const access_token = `token-${state.given.length + 1}`
    state.given.push(access_token)
    const whole = { access_token, expires_in: state.expiresIn, id_token: `x.${claims}.x` }
    if (isRefresh && way === 'google') return [200, whole]
    if (isRefresh) refreshToken = `refresh-${state.given.length}`
    return [200, { ...whole, refresh_token: refreshToken }]
  }
}
