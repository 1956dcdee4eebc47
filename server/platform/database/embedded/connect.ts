import process from 'node:process'
import { Client } from 'pg'

/** How this process calls itself to the database; a second process reads the number from it. */
export function applicationName(pid: number = process.pid): string {
  return `porchlight keeper ${pid}`
}

/** Connects as the superuser to the maintenance database. */
export async function connectKeeper(port: number, password: string): Promise<Client> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database: 'postgres',
    application_name: applicationName(),
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    ssl: false,
  })
  // Without a listener an error on an idle connection would end the process; the keeper watches `end` instead.
  client.on('error', () => undefined)
  await client.connect()
  return client
}
