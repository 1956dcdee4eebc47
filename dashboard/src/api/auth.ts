import { request, send } from './client.ts'
import type { User } from './wire.ts'

export type AuthHeaders = Record<'access-token' | 'client' | 'uid' | 'token-type' | 'expiry', string>

export interface SignedIn {
  user: User
  headers: AuthHeaders
}

interface SetupAnswers {
  token: string
  account_name: string
  name: string
  email: string
  password: string
}

export async function signIn(email: string, password: string): Promise<SignedIn> {
  return readSignedIn(await send('/auth/sign_in', { method: 'POST', body: { email, password }, anonymous: true }))
}

export async function setUp(answers: SetupAnswers): Promise<SignedIn> {
  return readSignedIn(await send('/setup', { method: 'POST', body: answers, anonymous: true }))
}

/** `headers` are given, not ambient: this call decides whether the ambient ones are still good. */
export async function validateToken(headers: Record<string, string>): Promise<User> {
  const answer = await request<{ payload: { data: User } }>('/auth/validate_token', { headers, anonymous: true })
  return answer.payload.data
}

export async function signOut(headers: Record<string, string>): Promise<void> {
  await request('/auth/sign_out', { method: 'DELETE', headers, anonymous: true, timeoutMs: 4000 })
}

async function readSignedIn(response: Response): Promise<SignedIn> {
  const { data } = (await response.json()) as { data: User }
  const header = (name: string) => response.headers.get(name) ?? ''
  return {
    user: data,
    headers: {
      'access-token': header('access-token'),
      client: header('client'),
      uid: header('uid'),
      'token-type': header('token-type') || 'Bearer',
      expiry: header('expiry'),
    },
  }
}
