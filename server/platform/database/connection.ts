import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { namedStatements } from './named-statements.ts'
import type { DB } from './tables.ts'

// Ids and counts are JSON numbers on the wire; bigint columns stay below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** The typed query builder over one pool of connections. */
export type Database = Kysely<DB>

/** A pool and the query builder on it; `close` ends both. */
export interface DatabaseConnection {
  pool: pg.Pool
  db: Database
  close(): Promise<void>
}

/** Opens a pool of at most `size` connections on `url`; connects lazily. Idle connections lost to a restart are only logged. */
export function connect(url: string, options: { size: number; onError: (error: Error) => void }): DatabaseConnection {
  const pool = new pg.Pool({ connectionString: url, max: options.size, application_name: 'porchlight', pipeline: true })
  let closing = false
  // What a server says to connections that we are ending anyway is no news.
  const onError = (error: Error) => {
    if (!closing) options.onError(error)
  }
  pool.on('error', onError)
  pool.on('connect', (client) => client.on('error', onError))
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: namedStatements(pool) }) })
  const close = async () => {
    closing = true
    await db.destroy()
    // Kysely ends only a pool that it has used.
    if (!pool.ending) await pool.end()
  }
  return { pool, db, close }
}

/** Whether the database answers now. */
export async function databaseAnswers(db: Database): Promise<boolean> {
  return sql`select 1`.execute(db).then(
    () => true,
    () => false,
  )
}
