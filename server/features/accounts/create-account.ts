import { sql, type Transaction } from 'kysely'
import { Refusal } from '../../kernel/refusal.ts'
import type { DB } from '../../platform/database/tables.ts'
import { accountName, countAccounts } from './account.ts'

// One number per purpose: several processes may start on an empty database at once.
const FOUNDING_LOCK = 7_203_502

/** Creates the first account, in the transaction of the unit of work that is to begin in it; refuses when there is one. */
export async function createFirstAccount(tx: Transaction<DB>, input: { name: string }): Promise<number> {
  await sql`select pg_advisory_xact_lock(${FOUNDING_LOCK})`.execute(tx)
  if ((await countAccounts(tx)) > 0) throw new Refusal('not_found', 'This installation is set up already')
  return createAccount(tx, input)
}

/** Creates an account, in the transaction of the unit of work that is to begin in it. */
export async function createAccount(
  tx: Transaction<DB>,
  input: { name: string; locale?: string | undefined },
): Promise<number> {
  const row = await tx
    .insertInto('accounts')
    .values({ name: accountName(input.name), locale: input.locale ?? 'en' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.insertInto('conversation_numbers').values({ account_id: row.id }).execute()
  return row.id
}
