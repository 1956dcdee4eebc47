import { sql, type Transaction } from 'kysely'
import type { DB } from '../database/tables.ts'

/** Wakes whoever listens to a channel of the database, in whatever process, once the transaction is committed. Not for what is frequent: such commits wait for one another. */
export async function noticeTo(tx: Transaction<DB>, channel: string): Promise<void> {
  await sql`select pg_notify(${channel}, '')`.execute(tx)
}
