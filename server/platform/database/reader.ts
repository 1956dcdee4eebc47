import type { Kysely } from 'kysely'
import type { DB } from './tables.ts'

/** Anything that can be read from: the database, its replica, or the transaction of a unit of work. */
export type Reader = Kysely<DB>
