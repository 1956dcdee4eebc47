import { addressBody, confirmationBody, resetPasswordBody } from '../../../contract/http/sign-in.ts'
import { invalid } from '../../kernel/refusal.ts'
import { limit } from '../../platform/http/rate-limit.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  confirmPerson,
  findOneTimeToken,
  hashPassword,
  resetPassword,
  secondFactorOf,
} from '../../features/people/index.ts'
import { open } from '../access.ts'
import { tellAccessChanged } from '../cable/access-notices.ts'
import { passwordLink } from '../invitation.ts'
import { outsideAccounts } from '../outside-accounts.ts'
import { parse } from '../parse.ts'
import { askForSecondFactor } from './second-step.ts'
import { startSession } from './session.ts'

/** The task that sends somebody a link to set a password or to confirm an address. */
export const sendLinkTask = 'send-sign-in-link'

// Per address, as upstream (contract 2.1): whoever owns it must not be flooded.
const PER_ADDRESS = { hits: 5, seconds: 3600 }

/** Passwords that were forgotten, and addresses to confirm (contract 2.2). */
export const passwordRoutes = [
  open(
    'POST',
    '/auth/password',
    async (call) => {
      await wantLink(call, 'reset_password')
      return { message: 'If there is somebody with this e-mail address, they are given a link to set a new password.' }
    },
    { summary: 'Asks for a link to set a new password', body: addressBody, returns: 'message_only' },
  ),
  open('PUT', '/auth/password', setPassword, {
    summary: 'Sets a new password with the token of a link',
    body: resetPasswordBody,
    returns: 'sign_in',
  }),
  open('POST', '/auth/confirmation', confirm, {
    summary: 'Confirms an address with the token of a link',
    body: confirmationBody,
    returns: 'confirmation',
  }),
  open(
    'POST',
    '/resend_confirmation',
    async (call) => {
      await wantLink(call, 'confirmation')
      return {}
    },
    { summary: 'Asks for another link to confirm an address', body: addressBody },
  ),
]

// The same is done whether or not there is such a person: a job looks, so that neither words nor time tell.
async function wantLink(call: Call<unknown>, purpose: 'reset_password' | 'confirmation') {
  const { email } = parse(addressBody, call.body)
  const address = email.trim().toLowerCase().slice(0, 255)
  await limit(call.ports.scratch, `${purpose}:email:${address}`, PER_ADDRESS)
  await outsideAccounts(call, async (work) => work.later({ task: sendLinkTask, payload: { email: address, purpose } }))
}

async function setPassword(call: Call<unknown>) {
  const body = parse(resetPasswordBody, call.body)
  const token = { purpose: 'reset_password' as const, token: body.reset_password_token, now: call.ports.now() }
  // First, because hashing is slow on purpose and no stranger may make us do it.
  if ((await findOneTimeToken(call.ports.db, token)) === undefined) return invalidLink(call)
  if (body.password_confirmation !== undefined && body.password_confirmation !== body.password) {
    throw invalid('password_confirmation', "Password confirmation doesn't match Password")
  }
  const passwordHash = await hashPassword(body.password)
  const userId = await outsideAccounts(call, (work) => resetPassword(work, { token: token.token, passwordHash }))
  if (userId === undefined) return invalidLink(call)
  await tellAccessChanged(call.ports, [userId])
  return enter(call, userId)
}

async function confirm(call: Call<unknown>) {
  const { confirmation_token: token } = parse(confirmationBody, call.body)
  const confirmed = await outsideAccounts(call, (work) => confirmPerson(work, token))
  if (!confirmed) return invalidLink(call)
  const { userId, resetToken } = confirmed
  const entered = await enter(call, userId)
  return resetToken ? { ...entered, redirect_url: passwordLink('', resetToken) } : entered
}

// A link proves the address, which is one factor: who has a second one is asked for it.
async function enter(call: Call<unknown>, userId: number) {
  const { enabled } = await secondFactorOf(call.ports.db, userId)
  return enabled ? askForSecondFactor(call, userId) : startSession(call, userId, { revoke: undefined })
}

function invalidLink(call: Call<unknown>) {
  call.reply.status(422)
  return { message: 'Invalid token', redirect_url: '/' }
}
