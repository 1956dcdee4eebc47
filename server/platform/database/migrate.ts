import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Migrator, sql } from 'kysely'
import { packagePath } from '../config/package-path.ts'
import { StartError } from '../config/start-error.ts'
import type { Database } from './connection.ts'
import { explainExtension } from './explain-extension.ts'
import { statementsOf } from './statements-of.ts'

/** Where the forward-only migrations lie, one SQL file each, in the order of their names. */
export const migrationsDirectory = packagePath('server/migrations')

/** Applies the missing migrations under a lock, so that several processes may start at once. Returns the names applied. */
export async function migrate(db: Database): Promise<string[]> {
  const names = await migrationNames()
  await refuseNewerDatabase(db, names)
  const migrator = new Migrator({ db, provider: { getMigrations: () => loadMigrations(names) } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName
    throw new StartError(
      `The database could not be brought up to date${failed ? ` (${failed})` : ''}: ${reason(error)}`,
    )
  }
  return (results ?? []).map((result) => result.migrationName)
}

async function migrationNames(): Promise<string[]> {
  const files = await readdir(migrationsDirectory)
  return files.filter((file) => /^\d{4}_.*\.sql$/.test(file)).sort()
}

async function loadMigrations(names: string[]) {
  const entries = names.map(async (name) => {
    const text = await readFile(join(migrationsDirectory, name), 'utf8')
    return [name, { up: async (db: Database) => runStatements(db, text) }] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

async function runStatements(db: Database, text: string) {
  // One statement at a time: a named statement cannot hold several.
  for (const statement of statementsOf(text)) {
    await sql.raw(statement).execute(db).catch(explainExtension(statement))
  }
}

async function refuseNewerDatabase(db: Database, names: string[]) {
  const exists = await sql<{ name: string | null }>`select to_regclass('kysely_migration')::text as name`.execute(db)
  if (!exists.rows[0]?.name) return
  const applied = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
  const unknown = applied.rows.filter((row) => !names.includes(row.name))
  if (unknown.length === 0) return
  throw new StartError(
    `The database is newer than this program: it has ${unknown.map((row) => row.name).join(', ')}. Start the newer Porchlight, or restore a backup made with this one.`,
  )
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
