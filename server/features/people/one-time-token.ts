import type { Database } from '../../platform/database/connection.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { hashToken, randomToken } from '../../platform/secrets/secrets.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long a token is good for, by what it lets one do (contract 2.2). A confirmation is also an invitation, which waits longer. */
const LIFETIME_SECONDS = { reset_password: 6 * HOUR, confirmation: 7 * DAY, sso: 5 * MINUTE, mfa: 10 * MINUTE }

/** What whoever has the token may do, once. */
export type TokenPurpose = keyof typeof LIFETIME_SECONDS

/** Makes a token for a person. A newer link to a password or a confirmation ends the older one. */
export async function issueOneTimeToken(work: Work, userId: number, purpose: TokenPurpose): Promise<string> {
  if (purpose === 'reset_password' || purpose === 'confirmation') await revokeOneTimeTokens(work, userId, [purpose])
  const token = randomToken()
  await work.tx
    .insertInto('one_time_tokens')
    .values({
      token_hash: hashToken(token),
      user_id: userId,
      purpose,
      expires_at: new Date(work.now.getTime() + LIFETIME_SECONDS[purpose] * 1000),
      created_at: work.now,
    })
    .execute()
  return token
}

/** Uses a token up; returns whose it was, or undefined when it is unknown, used or too old. */
export async function takeOneTimeToken(work: Work, purpose: TokenPurpose, token: string): Promise<number | undefined> {
  const row = await work.tx
    .deleteFrom('one_time_tokens')
    .where('token_hash', '=', hashToken(token))
    .where('purpose', '=', purpose)
    .where('expires_at', '>', work.now)
    .returning('user_id')
    .executeTakeFirst()
  return row?.user_id
}

/** Whose token it is, without using it up. */
export async function findOneTimeToken(
  db: Reader,
  token: { purpose: TokenPurpose; token: string; now: Date },
): Promise<number | undefined> {
  const row = await db
    .selectFrom('one_time_tokens')
    .select('user_id')
    .where('token_hash', '=', hashToken(token.token))
    .where('purpose', '=', token.purpose)
    .where('expires_at', '>', token.now)
    .executeTakeFirst()
  return row?.user_id
}

/** Makes a person's tokens void: those for these purposes, or all. */
export async function revokeOneTimeTokens(work: Work, userId: number, purposes?: TokenPurpose[]): Promise<void> {
  await work.tx
    .deleteFrom('one_time_tokens')
    .where('user_id', '=', userId)
    .$if(purposes !== undefined, (query) => query.where((eb) => eb('purpose', '=', eb.fn.any(eb.val(purposes ?? [])))))
    .execute()
}

/** Removes one-time tokens that have expired. */
export async function sweepOneTimeTokens(db: Database, now: Date): Promise<void> {
  await db.deleteFrom('one_time_tokens').where('expires_at', '<', now).execute()
}
