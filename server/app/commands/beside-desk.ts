import { environment, readSettings } from '../../platform/config/index.ts'
import { findRunningDatabase } from '../../platform/database/embedded/find-running-database.ts'
import { migrate } from '../../platform/database/migrate.ts'
import { createLog } from '../../platform/log/log.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { openDatabases } from '../open-database.ts'
import { openPorts } from '../open-ports.ts'
import { settingsGroups, type Settings } from '../settings.ts'
import { createShutdown } from '../shutdown.ts'

/** Runs a command of the operator on the desk's database, whether the desk is running or not. Returns the lines to print. */
export async function besideDesk(action: (ports: Ports, settings: Settings) => Promise<string>): Promise<void> {
  const settings = readSettings(environment(), settingsGroups)
  const log = createLog({ level: 'warn' })
  const shutdown = createShutdown(log)
  try {
    const { databaseUrl, dataDirectory } = settings.storage
    // The desk that runs keeps its database; a command only connects to it.
    const running = databaseUrl ?? (await findRunningDatabase(dataDirectory))
    const storage = { ...settings.storage, databaseUrl: running }
    const databases = await openDatabases({ ...settings, storage }, log, shutdown)
    await migrate(databases.main.db)
    const ports = await openPorts({ settings, databases, log, shutdown, onEvents: () => undefined })
    process.stdout.write(`${await action(ports, settings)}\n`)
  } finally {
    await shutdown.run('done')
  }
}

/** Where people reach the desk, as far as the settings say. */
export function addressOfDesk({ server }: Settings): string {
  return server.publicUrl ?? `http://${server.host}:${server.port}`
}
