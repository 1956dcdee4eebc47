import type { Database } from '../../platform/database/connection.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { hashToken, randomToken } from '../../platform/secrets/secrets.ts'
import { socketToken } from './socket-token.ts'

const LIFETIME_DAYS = 60
/** Clients per person (contract 2.2); the one unused for longest makes room. */
const MAXIMUM_CLIENTS = 25

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

/** Signs a device in: makes its token, keeps the hash. */
export async function issueDeviceToken(
  work: Work,
  userId: number,
  device: { ip: string; userAgent: string | undefined },
): Promise<DeviceToken> {
  const token = { accessToken: randomToken(), client: randomToken(16), expiresAt: lifetimeFrom(work.now) }
  await makeRoom(work, userId)
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

async function makeRoom(work: Work, userId: number) {
  const kept = work.tx
    .selectFrom('device_tokens')
    .select('id')
    .where('user_id', '=', userId)
    .orderBy('last_activity_at', 'desc')
    .limit(MAXIMUM_CLIENTS - 1)
  await work.tx.deleteFrom('device_tokens').where('user_id', '=', userId).where('id', 'not in', kept).execute()
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
