import { ApiError, request, send } from './client.ts'
import type { BrowserSession, User } from './wire.ts'

export type AuthHeaders = Record<'access-token' | 'client' | 'uid' | 'token-type' | 'expiry', string>

export interface SignedIn {
  user: User
  headers: AuthHeaders
}

/** What somebody shows to be let in: a password, a one-time link's token, or the second of two steps. */
export type Credentials =
  | { email: string; password: string }
  | { email: string; sso_auth_token: string }
  | { mfa_token: string; otp_code: string }
  | { mfa_token: string; backup_code: string }

/** Which session is given up where there are too many. */
export type Revocation = { revoke_session_id: number } | { revoke_all_sessions: true }

/** Where a sign-in leads: inside, to the second step, or to the choice of a session to give up. */
export type SignInStep = SignedIn | { mfaToken: string } | { sessions: BrowserSession[] }

interface SetupAnswers {
  token: string
  account_name: string
  name: string
  email: string
  password: string
}

export function signIn(credentials: Credentials, revocation?: Revocation): Promise<SignInStep> {
  return stepOf('/auth/sign_in', { method: 'POST', body: { ...credentials, ...revocation } })
}

export async function setUp(answers: SetupAnswers): Promise<SignedIn> {
  return readSignedIn(await send('/setup', { method: 'POST', body: answers, anonymous: true }))
}

export function setNewPassword(token: string, password: string): Promise<SignInStep> {
  const body = { reset_password_token: token, password, password_confirmation: password }
  return stepOf('/auth/password', { method: 'PUT', body })
}

/** Takes up an invitation; `onward` is where a password is to be set, for those who have none. */
export async function confirmAddress(token: string): Promise<{ onward: string; step: SignInStep }> {
  let onward = ''
  const body = { confirmation_token: token }
  const step = await stepOf('/auth/confirmation', { method: 'POST', body }, (answer) => {
    const wanted = (answer as { redirect_url?: string }).redirect_url ?? ''
    onward = wanted.startsWith('/app/') ? wanted : ''
  })
  return { onward, step }
}

/** `headers` are given, not ambient: this call decides whether the ambient ones are still good. */
export async function validateToken(headers: Record<string, string>): Promise<User> {
  const answer = await request<{ payload: { data: User } }>('/auth/validate_token', { headers, anonymous: true })
  return answer.payload.data
}

export async function signOut(headers: Record<string, string>): Promise<void> {
  await request('/auth/sign_out', { method: 'DELETE', headers, anonymous: true, timeoutMs: 4000 })
}

async function stepOf(
  path: string,
  options: { method: 'POST' | 'PUT'; body: object },
  look: (answer: unknown) => void = () => undefined,
): Promise<SignInStep> {
  try {
    const response = await send(path, { ...options, anonymous: true })
    look(await response.clone().json())
    if (response.status !== 206) return await readSignedIn(response)
    const { mfa_token: mfaToken } = (await response.json()) as { mfa_token: string }
    return { mfaToken }
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 409) throw error
    return { sessions: (error.body as { sessions: BrowserSession[] }).sessions }
  }
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
