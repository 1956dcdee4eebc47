import { activeAccountBody, autoOfflineBody, availabilityBody, profileBody } from '../../../contract/http/people.ts'
import { invalid, notAllowed, notFound } from '../../kernel/refusal.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  actorOf,
  changeMember,
  changeProfile,
  checkPassword,
  findPerson,
  hashPassword,
  listDeviceSessions,
  resetAccessToken,
  revokeDevice,
  setActiveAccount,
  type MemberChanges,
} from '../../features/people/index.ts'
import { signedIn, type UserCaller } from '../access.ts'
import { tellAccessChanged } from '../cable/access-notices.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { deviceSession } from '../present/person.ts'
import { receivedPicture } from '../received-files.ts'
import { sendLinkTask } from './passwords.ts'
import { inOwnName, userObject } from './session.ts'

type UserCall = Call<UserCaller>

const changes = { summary: 'Changes the own profile', body: profileBody, returns: 'user' }

/** What people do with their own profile (contract 2.3). */
export const profileRoutes = [
  signedIn('GET', '/api/v1/profile', (call) => userObject(call, call.caller.person), {
    summary: 'Shows the own profile',
    returns: 'user',
  }),
  signedIn('PUT', '/api/v1/profile', updateProfile, changes),
  signedIn('PATCH', '/api/v1/profile', updateProfile, changes),
  signedIn(
    'POST',
    '/api/v1/profile/resend_confirmation',
    async (call) => {
      const { email, confirmedAt } = call.caller.person
      const payload = { email, purpose: 'confirmation' }
      if (!confirmedAt) {
        await inOwnName(call, call.caller.person, async (work) => work.later({ task: sendLinkTask, payload }))
      }
      return {}
    },
    { summary: 'Asks for another link to confirm the own address' },
  ),
  signedIn(
    'DELETE',
    '/api/v1/profile/avatar',
    async (call) => {
      await inOwnName(call, call.caller.person, (work) =>
        changeProfile(work, call.caller.person.id, { avatarBlobKey: null }),
      )
      return freshUser(call)
    },
    { summary: 'Removes the own picture', returns: 'user' },
  ),
  signedIn(
    'POST',
    '/api/v1/profile/availability',
    async (call) => {
      const { account_id, availability } = parse(availabilityBody, unwrap(call.body, 'profile'))
      return changeOwnMembership(call, account_id, { availability })
    },
    { summary: 'Sets the own availability in an account', body: availabilityBody, returns: 'user' },
  ),
  signedIn(
    'POST',
    '/api/v1/profile/auto_offline',
    async (call) => {
      const { account_id, auto_offline } = parse(autoOfflineBody, unwrap(call.body, 'profile'))
      return changeOwnMembership(call, account_id, { autoOffline: auto_offline })
    },
    { summary: 'Sets whether one is offline when not connected', body: autoOfflineBody, returns: 'user' },
  ),
  signedIn(
    'PUT',
    '/api/v1/profile/set_active_account',
    async (call) => {
      const { account_id } = parse(activeAccountBody, unwrap(call.body, 'profile'))
      await inAccountOf(call, account_id, (work) => setActiveAccount(work, call.caller.person.id))
      return {}
    },
    { summary: 'Sets the account one works in', body: activeAccountBody },
  ),
  signedIn(
    'POST',
    '/api/v1/profile/reset_access_token',
    async (call) => {
      const { person } = call.caller
      await inOwnName(call, person, (work) => resetAccessToken(work, person.id))
      await tellAccessChanged(call.ports, [person.id])
      return freshUser(call)
    },
    { summary: 'Replaces the own API token', returns: 'user' },
  ),
  signedIn(
    'GET',
    '/api/v1/profile/sessions',
    async (call) => {
      const sessions = await listDeviceSessions(call.ports.db, call.caller.person.id)
      return sessions.map((session) => deviceSession(session, call.caller.clientId))
    },
    { summary: 'Lists the devices one is signed in on', returns: 'sessions' },
  ),
  signedIn(
    'DELETE',
    '/api/v1/profile/sessions/:id',
    async (call) => {
      const { person } = call.caller
      const id = idOf(call.params['id'])
      const revoked = await inOwnName(call, person, (work) => revokeDevice(work, person.id, { id }))
      if (!revoked) throw notFound()
      await tellAccessChanged(call.ports, [person.id])
      return {}
    },
    { summary: 'Signs a device out' },
  ),
]

async function updateProfile(call: UserCall) {
  const { person } = call.caller
  const body = parse(profileBody, unwrap(call.body, 'profile'))
  const passwordHash = body.password ? await newPassword(call, body) : undefined
  const avatarBlobKey = body.avatar === undefined ? undefined : await receivedPicture(body.avatar)
  await inOwnName(call, person, (work) =>
    changeProfile(work, person.id, {
      name: body.name,
      email: body.email,
      displayName: body.display_name,
      messageSignature: body.message_signature,
      uiSettings: body.ui_settings,
      customAttributes: body.phone_number === undefined ? undefined : { phone_number: body.phone_number },
      avatarBlobKey,
      passwordHash,
      keptClientId: call.caller.clientId,
    }),
  )
  if (passwordHash) await tellAccessChanged(call.ports, [person.id])
  return freshUser(call)
}

async function newPassword(
  call: UserCall,
  body: { password?: string; password_confirmation?: string; current_password?: string },
) {
  if (body.password_confirmation !== undefined && body.password_confirmation !== body.password) {
    throw invalid('password_confirmation', "Password confirmation doesn't match Password")
  }
  await checkPassword(call.ports.db, {
    email: call.caller.person.email,
    password: body.current_password ?? '',
  }).catch(() => {
    throw invalid('current_password', 'Current password is not right')
  })
  return hashPassword(body.password ?? '')
}

async function changeOwnMembership(call: UserCall, accountId: number, changes: MemberChanges) {
  await inAccountOf(call, accountId, (work) => changeMember(work, call.caller.person.id, changes))
  return freshUser(call)
}

async function inAccountOf(call: UserCall, accountId: number, action: Parameters<UserCall['ports']['work']>[2]) {
  const { person } = call.caller
  const membership = person.memberships.find((one) => one.accountId === accountId)
  if (!membership) throw notAllowed()
  await call.ports.work(accountId, actorOf(person.id, membership), action)
}

async function freshUser(call: UserCall) {
  const { person: before, clientId } = call.caller
  const person = await findPerson(call.ports.db, before.id)
  if (!person) throw notFound()
  return userObject(call, clientId ? { ...person, pubsubToken: before.pubsubToken } : person)
}
