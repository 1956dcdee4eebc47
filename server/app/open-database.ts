import type { Log } from '../platform/log/log.ts'
import { connect, type DatabaseConnection } from '../platform/database/connection.ts'
import { startEmbeddedDatabase } from '../platform/database/embedded/start-embedded-database.ts'
import { StartError } from '../platform/config/index.ts'
import type { Settings } from './settings.ts'
import type { Shutdown } from './shutdown.ts'

/** The database of this process: one pool for requests, one for the relay and jobs, and the replica if there is one. */
export interface Databases {
  main: DatabaseConnection
  background: DatabaseConnection
  reader: DatabaseConnection
  url: string
}

// The relay's lock, that of who fetches mail, the job queue's listener, and its workers.
const BACKGROUND_CONNECTIONS = 9

/** Connects to the database of the settings, or starts the embedded one; refuses with one sentence when it cannot. */
export async function openDatabases(settings: Settings, log: Log, shutdown: Shutdown): Promise<Databases> {
  const { databaseReaderUrl, databaseConnections: size } = settings.storage
  const url = settings.storage.databaseUrl ?? (await startEmbedded(settings, log, shutdown))
  const onError = (error: Error) => log.warn({ error }, 'a database connection was lost')
  const main = connect(url, { size, onError })
  const background = connect(url, { size: BACKGROUND_CONNECTIONS, onError })
  const reader = databaseReaderUrl ? connect(databaseReaderUrl, { size, onError }) : main
  shutdown.later('database connections', async () => {
    await Promise.all([main.close(), background.close(), reader === main ? undefined : reader.close()])
  })
  await mustAnswer(main, 'DATABASE_URL')
  if (reader !== main) await mustAnswer(reader, 'DATABASE_READER_URL')
  return { main, background, reader, url }
}

async function startEmbedded(settings: Settings, log: Log, shutdown: Shutdown): Promise<string> {
  const embedded = await startEmbeddedDatabase({
    dataDirectory: settings.storage.dataDirectory,
    log: { info: (text) => log.debug(text), warn: (text) => log.warn(text), error: (text) => log.error(text) },
    onLost: (error) => {
      log.fatal({ error }, 'the database was lost')
      void shutdown.run('the database was lost', 1)
    },
  })
  shutdown.later('database', () => embedded.stop())
  if (embedded.adopted) log.warn('the database was still running after a crash and was taken over')
  return embedded.url
}

async function mustAnswer(connection: DatabaseConnection, name: string) {
  try {
    await connection.pool.query('select 1')
  } catch (error) {
    const reason = error instanceof Error ? error.message || ('code' in error ? String(error.code) : '') : String(error)
    throw new StartError(
      `The database of ${name} cannot be reached: ${reason}. Check the address, the user and the password.`,
    )
  }
}
