import { newPlatformUserBody, platformUserBody } from '../../../contract/http/platform.ts'
import { notAllowed } from '../../kernel/refusal.ts'
import { system } from '../../kernel/actor.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  addPerson,
  changeProfile,
  findPerson,
  hashPassword,
  issueOneTimeToken,
  leaveAccount,
  retirePerson,
  revealAccessToken,
  type Person,
} from '../../features/people/index.ts'
import { forbidUser, permit } from '../../features/platform-apps/index.ts'
import { platformApp, type PlatformCaller } from '../access.ts'
import { tellAccessChanged } from '../cable/access-notices.ts'
import { ssoLink } from '../invitation.ts'
import { outsideAccounts } from '../outside-accounts.ts'
import { parse, unwrap } from '../parse.ts'
import { userObject } from '../api/session.ts'
import { mayTouchUser } from './permission.ts'

type AppCall = Call<PlatformCaller>

const path = '/platform/api/v1/users'

/** The people that a platform app provisions (contract 2.18). */
export const platformUserRoutes = [
  platformApp('POST', path, create, {
    summary: 'Creates a person',
    body: newPlatformUserBody,
    returns: 'platform_user',
  }),
  platformApp('GET', `${path}/:id`, async (call) => userObject(call, await mayTouchUser(call)), {
    summary: 'Shows a person',
    returns: 'platform_user',
  }),
  platformApp('PATCH', `${path}/:id`, change, {
    summary: 'Changes a person',
    body: platformUserBody,
    returns: 'platform_user',
  }),
  platformApp('DELETE', `${path}/:id`, remove, { summary: 'Removes a person from every account' }),
  platformApp('GET', `${path}/:id/login`, link, {
    summary: 'Makes a link that signs the person in once',
    returns: 'login_link',
  }),
  platformApp('POST', `${path}/:id/token`, token, { summary: "Shows a person's API token", returns: 'platform_token' }),
]

async function create(call: AppCall) {
  const body = parse(newPlatformUserBody, unwrap(call.body, 'user'))
  // Without a password the person comes in by the app's links only.
  const passwordHash = body.password ? await hashPassword(body.password) : null
  const id = await outsideAccounts(call, async (work) => {
    const input = { name: body.name, email: body.email, passwordHash, displayName: body.display_name ?? null }
    const userId = await addPerson(work, { ...input, isConfirmed: true })
    await changeProfile(work, userId, { customAttributes: body.custom_attributes })
    await permit(work, call.caller.app.id, { userId })
    return userId
  })
  return userObject(call, await personOf(call, id))
}

async function change(call: AppCall) {
  const { id } = await mayTouchUser(call)
  const body = parse(platformUserBody, unwrap(call.body, 'user'))
  const passwordHash = body.password ? await hashPassword(body.password) : undefined
  await outsideAccounts(call, (work) =>
    changeProfile(work, id, {
      name: body.name,
      email: body.email,
      displayName: body.display_name,
      customAttributes: body.custom_attributes,
      passwordHash,
    }),
  )
  if (passwordHash) await tellAccessChanged(call.ports, [id])
  return userObject(call, await personOf(call, id))
}

async function remove(call: AppCall) {
  const person = await mayTouchUser(call)
  for (const { accountId } of person.memberships) {
    await call.ports.work(accountId, system, (work) => leaveAccount(work, person.id))
  }
  await outsideAccounts(call, async (work) => {
    await retirePerson(work, person.id)
    await forbidUser(work, person.id)
  })
  await tellAccessChanged(call.ports, [person.id])
  return {}
}

async function link(call: AppCall) {
  const person = await mayTouchUser(call)
  const sso = await outsideAccounts(call, (work) => issueOneTimeToken(work, person.id, 'sso'))
  return { url: ssoLink(call.origin, person.email, sso) }
}

async function token(call: AppCall) {
  const { id, name, displayName, email, pubsubToken } = await mayTouchUser(call)
  const user = { id, name, display_name: displayName, email, pubsub_token: pubsubToken }
  return { access_token: await revealAccessToken(call.ports.db, call.ports.secrets, id), expiry: null, user }
}

async function personOf(call: AppCall, id: number): Promise<Person> {
  const person = await findPerson(call.ports.db, id)
  if (!person) throw notAllowed()
  return person
}
