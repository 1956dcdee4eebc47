import type { z } from 'zod'
import { signInBody } from '../../../contract/http/sign-in.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { answered, type Call } from '../../platform/http/route.ts'
import {
  checkPassword,
  findCredentials,
  findOneTimeToken,
  revokeDevice,
  spendSecondFactor,
  takeOneTimeToken,
} from '../../features/people/index.ts'
import { open, signedIn } from '../access.ts'
import { tellAccessChanged } from '../cable/access-notices.ts'
import { parse } from '../parse.ts'
import { inOwnName, refusedSignIn, startSession, userObject, type Entry } from './session.ts'
import { askForSecondFactor } from './second-step.ts'
import { limitCodes, throttled } from './sign-in-throttle.ts'

type SignIn = z.output<typeof signInBody>

/** Signing in and out (contract 2.2). */
export const authRoutes = [
  open('POST', '/auth/sign_in', signIn, {
    summary: 'Signs a person in on this device',
    body: signInBody,
    returns: 'sign_in',
  }),
  open(
    'GET',
    '/auth/sign_in',
    async (call) => {
      await call.reply.redirect('/app/login?error=access-denied')
      return answered
    },
    { summary: 'Leads a browser to the sign-in page' },
  ),
  signedIn(
    'DELETE',
    '/auth/sign_out',
    async (call) => {
      const { person, clientId } = call.caller
      await inOwnName(call, person, async (work) => {
        if (clientId) await revokeDevice(work, person.id, { clientId })
      })
      await tellAccessChanged(call.ports, [person.id])
      return { success: true }
    },
    { summary: 'Signs this device out' },
  ),
  signedIn(
    'GET',
    '/auth/validate_token',
    async (call) => ({ payload: { success: true, data: await userObject(call, call.caller.person) } }),
    { summary: 'Shows whom the credentials belong to', returns: 'validate_token' },
  ),
]

async function signIn(call: Call<unknown>) {
  const body = parse(signInBody, call.body)
  if (body.mfa_token !== undefined) return withSecondFactor(call, body, body.mfa_token)
  if (body.sso_auth_token !== undefined) return withSsoToken(call, body, body.sso_auth_token)
  return withPassword(call, body)
}

async function withPassword(call: Call<unknown>, body: SignIn) {
  const { email, password } = parse(signInBody.required({ email: true, password: true }), body)
  const person = await throttled(call, email, () => checkPassword(call.ports.db, { email, password }))
  if (!person.isConfirmed) {
    call.reply.status(401)
    const sentence = 'Confirm your e-mail address first, with the link that you were sent.'
    return { success: false, error: sentence, errors: [sentence], error_code: 'user_not_confirmed' }
  }
  if (person.needsSecondFactor) return askForSecondFactor(call, person.id)
  return startSession(call, person.id, { revoke: revokedBy(body) })
}

async function withSsoToken(call: Call<unknown>, body: SignIn, token: string) {
  const { email } = parse(signInBody.required({ email: true }), body)
  const { db } = call.ports
  const userId = await throttled(call, email, async () => {
    const found = await findOneTimeToken(db, { purpose: 'sso', token, now: call.ports.now() })
    const owner = await findCredentials(db, email)
    if (found === undefined || owner?.id !== found) throw refusedSignIn()
    return found
  })
  const prove: Entry['prove'] = async (work) => {
    if ((await takeOneTimeToken(work, 'sso', token)) === undefined) throw refusedSignIn()
  }
  return startSession(call, userId, { prove, revoke: revokedBy(body) })
}

async function withSecondFactor(call: Call<unknown>, body: SignIn, token: string) {
  const now = call.ports.now()
  const userId = await findOneTimeToken(call.ports.db, { purpose: 'mfa', token, now })
  if (userId === undefined) throw new Refusal('not_allowed', 'The sign-in took too long. Begin again.')
  await limitCodes(call.ports.scratch, userId)
  const prove: Entry['prove'] = async (work) => {
    const proof = { otpCode: body.otp_code, backupCode: body.backup_code }
    if (!(await spendSecondFactor(work, userId, proof))) throw wrongCode()
    if ((await takeOneTimeToken(work, 'mfa', token)) === undefined) throw wrongCode()
  }
  return startSession(call, userId, { prove, revoke: revokedBy(body) })
}

// 400 is the contract's word for this one (2.2).
function wrongCode(): Error {
  return Object.assign(new Error('The code is wrong, was used before, or is too old'), { statusCode: 400 })
}

function revokedBy(body: SignIn): Entry['revoke'] {
  if (body.revoke_all_sessions) return 'all'
  return body.revoke_session_id === undefined ? undefined : { id: body.revoke_session_id }
}
