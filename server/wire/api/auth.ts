import { signInBody } from '../../../contract/http/people.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { answered, type Call } from '../../platform/http/route.ts'
import {
  checkPassword,
  findPerson,
  issueDeviceToken,
  revealAccessToken,
  revokeDevice,
  type Person,
} from '../../features/people/index.ts'
import { open, signedIn } from '../access.ts'
import { tellAccessChanged } from '../cable/access-notices.ts'
import { parse } from '../parse.ts'
import { userForSelf } from '../present/person.ts'
import { shownFor, shownTo } from '../shown-for.ts'
import { throttled } from './sign-in-throttle.ts'

/** Signing in and out (contract 2.2). */
export const authRoutes = [
  open('POST', '/auth/sign_in', signIn),
  open('GET', '/auth/sign_in', async (call) => {
    await call.reply.redirect('/app/login?error=access-denied')
    return answered
  }),
  signedIn('DELETE', '/auth/sign_out', async (call) => {
    const { person, clientId } = call.caller
    await inOwnName(call, person, async (work) => {
      if (clientId) await revokeDevice(work, person.id, { clientId })
    })
    await tellAccessChanged(call.ports, [person.id])
    return { success: true }
  }),
  signedIn('GET', '/auth/validate_token', async (call) => ({
    payload: { success: true, data: await userObject(call, call.caller.person) },
  })),
]

async function signIn(call: Call<unknown>) {
  const { email, password } = parse(signInBody, call.body)
  const userId = await throttled(call, email, () => checkPassword(call.ports.db, { email, password }))
  return startSession(call, userId)
}

/** Signs a person in on the device of this call: the token goes into the headers, the user object is returned. */
export async function startSession(call: Call<unknown>, userId: number) {
  const person = await findPerson(call.ports.db, userId)
  if (!person) throw new Refusal('not_signed_in', 'Invalid login credentials. Please try again.')
  const device = { ip: call.ip, userAgent: call.headers['user-agent'] }
  const token = await inOwnName(call, person, (work) => issueDeviceToken(work, userId, device))
  call.reply.headers({
    'access-token': token.accessToken,
    'token-type': 'Bearer',
    client: token.client,
    expiry: String(Math.floor(token.expiresAt.getTime() / 1000)),
    uid: person.email,
  })
  return { data: await userObject(call, { ...person, pubsubToken: token.socketToken }) }
}

/** Opens a unit of work for something that concerns the person and no account: it runs in their current one. */
export async function inOwnName<T>(
  call: Call<unknown>,
  person: Person,
  action: Parameters<typeof call.ports.work<T>>[2],
): Promise<T> {
  const [active] = person.memberships
  if (!active) throw new Refusal('not_allowed', 'You are not a member of any account')
  return call.ports.work(active.accountId, { kind: 'agent', userId: person.id, role: active.role }, action)
}

/** A person to themselves, with their API token. */
export async function userObject(call: Call<unknown>, person: Person) {
  const accessToken = await revealAccessToken(call.ports.db, call.ports.secrets, person.id)
  const [active] = person.memberships
  return userForSelf(person, accessToken, active ? await shownFor(call, active.accountId) : shownTo(call))
}
