import { environment, readSettings } from '../../platform/config/index.ts'
import { migrate } from '../../platform/database/migrate.ts'
import { prepareJobs } from '../../platform/jobs/runner.ts'
import { createLog } from '../../platform/log/log.ts'
import { openDatabases } from '../open-database.ts'
import { settingsGroups } from '../settings.ts'
import { createShutdown } from '../shutdown.ts'

/** `migrate`: brings the database up to date and ends. */
export async function run(): Promise<void> {
  const settings = readSettings(environment(), settingsGroups)
  const log = createLog({ level: 'warn' })
  const shutdown = createShutdown(log)
  try {
    const databases = await openDatabases(settings, log, shutdown)
    const applied = await migrate(databases.main.db)
    await prepareJobs(databases.background.pool, log)
    process.stdout.write(applied.length > 0 ? `Applied ${applied.join(', ')}.\n` : 'The database is up to date.\n')
  } finally {
    await shutdown.run('done')
  }
}
