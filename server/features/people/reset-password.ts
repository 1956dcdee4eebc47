import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { issueOneTimeToken, revokeOneTimeTokens, takeOneTimeToken } from './one-time-token.ts'

/** Sets a new password for a link's token and signs every device out; confirms the address too. Undefined when the token is void. */
export async function resetPassword(
  work: Work,
  input: { token: string; passwordHash: string },
): Promise<number | undefined> {
  const userId = await takeOneTimeToken(work, 'reset_password', input.token)
  if (userId === undefined) return undefined
  await work.tx
    .updateTable('users')
    .set((eb) => ({
      password_hash: input.passwordHash,
      confirmed_at: eb.fn.coalesce('confirmed_at', eb.val(work.now)),
      updated_at: work.now,
    }))
    .where('id', '=', userId)
    .execute()
  await work.tx.deleteFrom('device_tokens').where('user_id', '=', userId).execute()
  await revokeOneTimeTokens(work, userId)
  return userId
}

/** Confirms a person's address for a link's token. Who has no password yet gets a token to set one. Undefined when the token is void. */
export async function confirmPerson(
  work: Work,
  token: string,
): Promise<{ userId: number; resetToken: string | null } | undefined> {
  const userId = await takeOneTimeToken(work, 'confirmation', token)
  if (userId === undefined) return undefined
  const row = await work.tx
    .updateTable('users')
    .set((eb) => ({ confirmed_at: eb.fn.coalesce('confirmed_at', eb.val(work.now)), updated_at: work.now }))
    .where('id', '=', userId)
    .returning('password_hash')
    .executeTakeFirstOrThrow()
  return { userId, resetToken: row.password_hash ? null : await issueOneTimeToken(work, userId, 'reset_password') }
}

/** Whether this account alone knows a person who never signed in: only then may its administrators hand out their invitation. */
export async function isInvitedHereOnly(db: Reader, accountId: number, userId: number): Promise<boolean> {
  const row = await db
    .selectFrom('users')
    .innerJoin('account_users as member', 'member.user_id', 'users.id')
    .select((eb) => [eb.fn.countAll<number>().as('accounts'), eb.fn.max('member.account_id').as('accountId')])
    .where('users.id', '=', userId)
    .where('users.confirmed_at', 'is', null)
    .executeTakeFirst()
  return row?.accounts === 1 && row.accountId === accountId
}
