import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import { hashToken, type Secrets } from '../../platform/secrets/secrets.ts'
import type { Membership, Person } from './person.ts'
import { deviceOf, socketToken } from './socket-token.ts'

const columns = [
  'users.id',
  'users.name',
  'users.display_name as displayName',
  'users.email',
  'users.confirmed_at as confirmedAt',
  'users.message_signature as messageSignature',
  'users.avatar_blob_key as avatarBlobKey',
  'users.pubsub_token as pubsubToken',
  'users.ui_settings as uiSettings',
  'users.custom_attributes as customAttributes',
  'users.created_at as createdAt',
] as const

type PersonRow = Omit<Person, 'memberships'>

/** A person by id, or undefined. */
export async function findPerson(db: Reader, id: number): Promise<Person | undefined> {
  const row = await db.selectFrom('users').select(columns).where('users.id', '=', id).executeTakeFirst()
  return row && withMemberships(db, row as PersonRow)
}

/** Whom an address belongs to, with the stored password hash; case does not matter. */
export async function findCredentials(db: Reader, email: string) {
  return db
    .selectFrom('users')
    .select(['id', 'password_hash as passwordHash', 'confirmed_at as confirmedAt'])
    .where(sql`lower(email)`, '=', email.trim().toLowerCase())
    .executeTakeFirst()
}

/** The person of a device token, when client, token and address belong together and have not expired. */
export async function findByDeviceToken(
  parts: { db: Reader; secrets: Secrets },
  device: { clientId: string; token: string; email: string; now: Date },
): Promise<Person | undefined> {
  const row = await parts.db
    .selectFrom('device_tokens')
    .innerJoin('users', 'users.id', 'device_tokens.user_id')
    .select(columns)
    .select('device_tokens.id as deviceId')
    .where('device_tokens.client_id', '=', device.clientId)
    .where('device_tokens.token_hash', '=', hashToken(device.token))
    .where('device_tokens.expires_at', '>', device.now)
    .where(sql`lower(users.email)`, '=', device.email.toLowerCase())
    .executeTakeFirst()
  if (!row) return undefined
  const { deviceId, ...person } = row
  return withMemberships(parts.db, { ...(person as PersonRow), pubsubToken: socketToken(parts.secrets, deviceId) })
}

/** The person of an API token. */
export async function findByAccessToken(db: Reader, token: string): Promise<Person | undefined> {
  const row = await db
    .selectFrom('access_tokens')
    .innerJoin('users', 'users.id', 'access_tokens.user_id')
    .select(columns)
    .where('access_tokens.token_hash', '=', hashToken(token))
    .executeTakeFirst()
  return row && withMemberships(db, row as PersonRow)
}

/** The person who subscribes with this socket token: that of a device that is signed in, or the one that goes with the API token. */
export async function findBySocketToken(
  parts: { db: Reader; secrets: Secrets; now: Date },
  token: string,
): Promise<Person | undefined> {
  const deviceId = deviceOf(parts.secrets, token)
  const row = await parts.db
    .selectFrom('users')
    .select(columns)
    .where((eb) =>
      deviceId === undefined
        ? eb('users.pubsub_token', '=', token)
        : eb.exists(
            eb
              .selectFrom('device_tokens')
              .select('device_tokens.id')
              .whereRef('device_tokens.user_id', '=', 'users.id')
              .where('device_tokens.id', '=', deviceId)
              .where('device_tokens.expires_at', '>', parts.now),
          ),
    )
    .executeTakeFirst()
  return row && withMemberships(parts.db, row as PersonRow)
}

/** People by id without their accounts, in no promised order. */
export async function listPeople(db: Reader, ids: number[]): Promise<PersonRow[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('users')
    .select(columns)
    .where((eb) => eb('users.id', '=', eb.fn.any(eb.val(ids))))
    .execute()
  return rows as PersonRow[]
}

async function withMemberships(db: Reader, row: PersonRow): Promise<Person> {
  return { ...row, memberships: await memberships(db, row.id) }
}

async function memberships(db: Reader, userId: number): Promise<Membership[]> {
  const rows = await db
    .selectFrom('account_users as member')
    .innerJoin('accounts', 'accounts.id', 'member.account_id')
    .select([
      'member.account_id as accountId',
      'accounts.name as accountName',
      'accounts.status as accountStatus',
      'member.role',
      'member.availability',
      'member.auto_offline as autoOffline',
      'member.active_at as activeAt',
      'member.inviter_id as inviterId',
    ])
    .where('member.user_id', '=', userId)
    .orderBy(sql`member.active_at desc nulls last`)
    .orderBy('member.account_id')
    .execute()
  return rows as Membership[]
}
