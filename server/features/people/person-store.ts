import { sql } from 'kysely'
import { compiled, type Given } from '../../platform/database/compiled.ts'
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
type StoredMembership = Omit<Membership, 'activeAt'> & { activeAt: string | null }

// With the person, because every signed request asks for both.
const memberships = sql<StoredMembership[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('accountId', member.account_id, 'accountName', accounts.name,
    'accountLocale', accounts.locale, 'accountStatus', accounts.status, 'role', member.role, 'availability', member.availability,
    'autoOffline', member.auto_offline, 'activeAt', member.active_at, 'inviterId', member.inviter_id,
    'onboardingStep', accounts.custom_attributes -> 'onboarding_step',
    'customRole', case when custom_roles.id is null then null else jsonb_build_object('id', custom_roles.id,
      'name', custom_roles.name, 'description', custom_roles.description, 'permissions', custom_roles.permissions,
      'conversationScope', custom_roles.conversation_scope) end)
    order by member.active_at desc nulls last, member.account_id), '[]')
  from account_users as member join accounts on accounts.id = member.account_id
    left join custom_roles on custom_roles.id = member.custom_role_id
  where member.user_id = users.id)`.as('memberships')

type FoundRow = Parameters<typeof toPerson>[0]

/** A person by id, or undefined. */
export async function findPerson(db: Reader, id: number): Promise<Person | undefined> {
  const row = await db
    .selectFrom('users')
    .select(columns)
    .select(memberships)
    .where('users.id', '=', id)
    .executeTakeFirst()
  return row && toPerson(row as FoundRow)
}

/** Whom an address belongs to, with the stored password hash; case does not matter. */
export async function findCredentials(db: Reader, email: string) {
  return db
    .selectFrom('users')
    .select(['id', 'password_hash as passwordHash', 'confirmed_at as confirmedAt', 'otp_enabled_at as otpEnabledAt'])
    .where(sql`lower(email)`, '=', email.trim().toLowerCase())
    .executeTakeFirst()
}

/** The person of a device token, when client, token and address belong together and have not expired. */
export async function findByDeviceToken(
  parts: { db: Reader; secrets: Secrets },
  device: { clientId: string; token: string; email: string; now: Date },
): Promise<Person | undefined> {
  const { clientId, now } = device
  const values = { clientId, tokenHash: hashToken(device.token), now, email: device.email.toLowerCase() }
  const [row] = await selectByDevice(parts.db, values)
  if (!row) return undefined
  const { deviceId, ...person } = row
  return toPerson({ ...(person as FoundRow), pubsubToken: socketToken(parts.secrets, deviceId) })
}

const selectByDevice = compiled((db, given: Given<{ clientId: string; tokenHash: string; now: Date; email: string }>) =>
  db
    .selectFrom('device_tokens')
    .innerJoin('users', 'users.id', 'device_tokens.user_id')
    .select(columns)
    .select(memberships)
    .select('device_tokens.id as deviceId')
    .where('device_tokens.client_id', '=', given.clientId)
    .where('device_tokens.token_hash', '=', given.tokenHash)
    .where('device_tokens.expires_at', '>', given.now)
    .where(sql`lower(users.email)`, '=', given.email),
)

/** The person of an API token. */
export async function findByAccessToken(db: Reader, token: string): Promise<Person | undefined> {
  const row = await db
    .selectFrom('access_tokens')
    .innerJoin('users', 'users.id', 'access_tokens.user_id')
    .select(columns)
    .select(memberships)
    .where('access_tokens.token_hash', '=', hashToken(token))
    .executeTakeFirst()
  return row && toPerson(row as FoundRow)
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
    .select(memberships)
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
  return row && toPerson(row as FoundRow)
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

function toPerson(row: PersonRow & { memberships: StoredMembership[] }): Person {
  const memberships = row.memberships.map((one) => ({ ...one, activeAt: one.activeAt ? new Date(one.activeAt) : null }))
  return { ...row, memberships }
}
