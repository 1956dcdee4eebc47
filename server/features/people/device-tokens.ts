import type { Database } from '../../platform/database/connection.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { hashToken, randomToken } from '../../platform/secrets/secrets.ts'
import { socketToken } from './socket-token.ts'

const LIFETIME_DAYS = 60
/** Clients per person (contract 2.2). */
const MAXIMUM_CLIENTS = 25

/** How a new device gets its place when a person has as many as may be. */
export interface Room {
  /** True where a person can choose which device goes; otherwise the one unused for longest makes room. */
  asks?: boolean
  /** The devices that the person chose to sign out first: one, or all. */
  revoke?: { id: number } | 'all' | undefined
}

/** There is no room for another device, and the person is to choose which one goes. */
export class DevicesFull extends Error {
  override readonly name = 'DevicesFull'
}

/** What a client sends with each request (contract 2.2). */
export interface DeviceToken {
  accessToken: string
  client: string
  /** What this device subscribes to the socket with. */
  socketToken: string
  expiresAt: Date
}

/** A device that is signed in, as its owner sees it. */
export interface DeviceSession {
  id: number
  clientId: string
  ip: string | null
  userAgent: string | null
  createdAt: Date
  lastActivityAt: Date
}

/** Signs a device in: makes its token, keeps the hash. Throws DevicesFull when there is no room and the person is to choose. */
export async function issueDeviceToken(
  work: Work,
  userId: number,
  device: { ip: string; userAgent: string | undefined },
  room: Room = {},
): Promise<DeviceToken> {
  const token = { accessToken: randomToken(), client: randomToken(16), expiresAt: lifetimeFrom(work.now) }
  await makeRoom(work, userId, room)
  const { id } = await work.tx
    .insertInto('device_tokens')
    .values({
      user_id: userId,
      client_id: token.client,
      token_hash: hashToken(token.accessToken),
      ip: device.ip,
      user_agent: device.userAgent?.slice(0, 300) ?? null,
      created_at: work.now,
      last_activity_at: work.now,
      expires_at: token.expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { ...token, socketToken: socketToken(work.secrets, id) }
}

async function makeRoom(work: Work, userId: number, { asks, revoke }: Room) {
  // Locked, so that two sign-ins at once do not both take the last place.
  await work.tx.selectFrom('users').select('id').where('id', '=', userId).forUpdate().execute()
  if (revoke === 'all') await work.tx.deleteFrom('device_tokens').where('user_id', '=', userId).execute()
  else if (revoke) await revokeDevice(work, userId, revoke)
  await work.tx.deleteFrom('device_tokens').where('user_id', '=', userId).where('expires_at', '<', work.now).execute()
  if (asks && (await countDevices(work, userId)) >= MAXIMUM_CLIENTS) throw new DevicesFull()
  const kept = work.tx
    .selectFrom('device_tokens')
    .select('id')
    .where('user_id', '=', userId)
    .orderBy('last_activity_at', 'desc')
    .limit(MAXIMUM_CLIENTS - 1)
  await work.tx.deleteFrom('device_tokens').where('user_id', '=', userId).where('id', 'not in', kept).execute()
}

async function countDevices(work: Work, userId: number): Promise<number> {
  const row = await work.tx
    .selectFrom('device_tokens')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return row.count
}

function lifetimeFrom(now: Date): Date {
  return new Date(now.getTime() + LIFETIME_DAYS * 86_400_000)
}

/** The devices a person is signed in on, the latest used first. */
export async function listDeviceSessions(db: Reader, userId: number): Promise<DeviceSession[]> {
  return db
    .selectFrom('device_tokens')
    .select([
      'id',
      'client_id as clientId',
      'ip',
      'user_agent as userAgent',
      'created_at as createdAt',
      'last_activity_at as lastActivityAt',
    ])
    .where('user_id', '=', userId)
    .orderBy('last_activity_at', 'desc')
    .execute()
}

/** Signs a device out, by its row or its client id; false when the person has no such device. */
export async function revokeDevice(
  work: Work,
  userId: number,
  device: { id: number } | { clientId: string },
): Promise<boolean> {
  const rows = await work.tx
    .deleteFrom('device_tokens')
    .where('user_id', '=', userId)
    .$if('id' in device, (query) => query.where('id', '=', 'id' in device ? device.id : 0))
    .$if('clientId' in device, (query) => query.where('client_id', '=', 'clientId' in device ? device.clientId : ''))
    .returning('id')
    .execute()
  return rows.length > 0
}

/** Removes device tokens that have expired. */
export async function sweepDevices(db: Database, now: Date): Promise<void> {
  await db.deleteFrom('device_tokens').where('expires_at', '<', now).execute()
}
