import type { Role } from '../../kernel/actor.ts'
import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Availability } from './person.ts'

/** A person's place in an account, as the programs that provision both see it. */
export interface AccountUser {
  id: number
  accountId: number
  userId: number
  role: Role
  availability: Availability
  autoOffline: boolean
  inviterId: number | null
  activeAt: Date | null
  createdAt: Date
  updatedAt: Date
}

/** The places in an account, in the order they were given. */
export async function listAccountUsers(db: Reader, accountId: number): Promise<AccountUser[]> {
  const rows = await db
    .selectFrom('account_users')
    .select([
      'id',
      'account_id as accountId',
      'user_id as userId',
      'role',
      'availability',
      'auto_offline as autoOffline',
      'inviter_id as inviterId',
      'active_at as activeAt',
      'created_at as createdAt',
      'updated_at as updatedAt',
    ])
    .where('account_id', '=', accountId)
    .orderBy('id')
    .execute()
  return rows as AccountUser[]
}

/** Takes a person out of the account, the last administrator too: whoever provisions the account can put another one in. */
export async function leaveAccount(work: Work, userId: number): Promise<void> {
  const row = await work.tx
    .deleteFrom('account_users')
    .where('account_id', '=', work.accountId)
    .where('user_id', '=', userId)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
  work.record({ type: 'agent.removed', data: { userId } })
}
