import type { Client } from 'pg'

/** The name of the database and of the ordinary role that owns it. */
export const databaseName = 'porchlight'

/**
 * Creates the role and the database that Porchlight works with, unless they exist. The role is no superuser:
 * it may create databases (for tests and restores) and read statistics, and nothing outside its databases.
 */
export async function ensureDatabase(client: Client, password: string): Promise<void> {
  const role = await client.query('select 1 from pg_roles where rolname = $1', [databaseName])
  if (role.rowCount === 0) {
    // Sent as one text, the two are one transaction.
    const create = `create role ${databaseName} login createdb password ${client.escapeLiteral(password)}`
    await client.query(`${create}; grant pg_monitor to ${databaseName}`)
  }
  const database = await client.query('select 1 from pg_database where datname = $1', [databaseName])
  if (database.rowCount === 0) await client.query(`create database ${databaseName} owner ${databaseName}`)
}

/** The connection URL of that database. */
export function databaseUrl(port: number, password: string): string {
  return `postgres://${databaseName}:${password}@127.0.0.1:${port}/${databaseName}`
}
