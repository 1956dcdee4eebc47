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
}

/** Starts a provider; it ends with the test. */
export async function anOAuthProvider(email: string): Promise<OAuthProvider> {
  const state: Pick<OAuthProvider, 'asked' | 'given' | 'knows'> = { asked: [], given: [], knows: true }
  const claims = Buffer.from(JSON.stringify({ email })).toString('base64url')
  const tokens = (form: URLSearchParams): [number, object] => {
    state.asked.push(form)
    const isRight = form.get('client_secret') === 'a secret' && (form.get('code') ?? form.get('refresh_token')) !== ''
    if (!isRight || (!state.knows && form.has('refresh_token'))) {
      return [400, { error: 'invalid_grant', error_description: 'The token was revoked' }]
    }
    const access_token = `token-${state.given.length + 1}`
    state.given.push(access_token)
    return [200, { access_token, refresh_token: 'refresh', expires_in: 3600, id_token: `x.${claims}.x` }]
  }
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://provider')
    const answer = (status: number, body: object) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (url.pathname === '/tokeninfo') {
      // The latest only: what was refreshed is no good any more.
      const isGood = url.searchParams.get('access_token') === state.given.at(-1)
      return answer(isGood ? 200 : 401, isGood ? { email, active: true } : { error: 'invalid_token' })
    }
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
    tokenInfo: `${origin}/tokeninfo?access_token=`,
    environment: {
      AZURE_APP_ID: 'desk',
      AZURE_APP_SECRET: 'a secret',
      AZURE_AUTHORITY: origin,
      OUTGOING_ALLOW: '127.0.0.1,localhost',
    },
  })
}
