import { Refusal } from '../../kernel/refusal.ts'
import type { Call } from '../../platform/http/route.ts'
import type { Work } from '../../platform/http/ports.ts'
import {
  actorOf,
  DevicesFull,
  findPerson,
  issueDeviceToken,
  listDeviceSessions,
  revealAccessToken,
  type Person,
  type Room,
} from '../../features/people/index.ts'
import { tellAccessChanged } from '../cable/access-notices.ts'
import { deviceSession, userForSelf } from '../present/person.ts'
import { shownFor, shownTo } from '../shown-for.ts'

/** How somebody comes in: what is used up on the way, and which devices go to make room. */
export interface Entry {
  /** Uses up what they showed, or throws; undone when there turns out to be no room. */
  prove?: (work: Work) => Promise<void>
  revoke?: Room['revoke']
}

/** Signs a person in on the device of this call: the token goes into the headers, the user object is returned. 409 without room. */
export async function startSession(call: Call<unknown>, userId: number, entry: Entry = {}) {
  const person = await findPerson(call.ports.db, userId)
  if (!person) throw refusedSignIn()
  const device = { ip: call.ip, userAgent: call.headers['user-agent'] }
  const room = { asks: isBrowser(device.userAgent), revoke: entry.revoke }
  const token = await inOwnName(call, person, async (work) => {
    await entry.prove?.(work)
    return issueDeviceToken(work, userId, device, room)
  }).catch((error: unknown) => {
    if (error instanceof DevicesFull) return null
    throw error
  })
  if (!token) return sessionsToChooseFrom(call, userId)
  if (entry.revoke) await tellAccessChanged(call.ports, [userId])
  call.reply.headers({
    'access-token': token.accessToken,
    'token-type': 'Bearer',
    client: token.client,
    expiry: String(Math.floor(token.expiresAt.getTime() / 1000)),
    uid: person.email,
  })
  const fresh = (await findPerson(call.ports.db, userId)) ?? person
  return { data: await userObject(call, { ...fresh, pubsubToken: token.socketToken }) }
}

// A person in front of a browser can choose; a program cannot.
function isBrowser(userAgent: string | undefined): boolean {
  return /^Mozilla\/5\.0 .*(Chrome|Safari|Firefox|Edg|OPR)\//.test(userAgent ?? '')
}

async function sessionsToChooseFrom(call: Call<unknown>, userId: number) {
  const sessions = await listDeviceSessions(call.ports.db, userId)
  call.reply.status(409)
  return { sessions_limit_reached: true, sessions: sessions.map((one) => deviceSession(one, null)) }
}

/** The refusal of whatever does not let somebody in; it does not say what was wrong. */
export function refusedSignIn(): Refusal {
  return new Refusal('not_signed_in', 'Invalid login credentials. Please try again.')
}

/** Opens a unit of work for something that concerns the person and no account: it runs in their current one. */
export async function inOwnName<T>(
  call: Call<unknown>,
  person: Person,
  action: Parameters<typeof call.ports.work<T>>[2],
): Promise<T> {
  const [active] = person.memberships
  if (!active) throw new Refusal('not_allowed', 'You are not a member of any account')
  return call.ports.work(active.accountId, actorOf(person.id, active), action)
}

/** A person to themselves, with their API token. */
export async function userObject(call: Call<unknown>, person: Person) {
  const accessToken = await revealAccessToken(call.ports.db, call.ports.secrets, person.id)
  const [active] = person.memberships
  return userForSelf(person, accessToken, active ? await shownFor(call, active.accountId) : shownTo(call))
}
