import { constants, existsSync } from 'node:fs'
import { access } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { effectiveSettings, environment, readSettings, StartError } from '../../platform/config/index.ts'
import { packagePath } from '../../platform/config/package-path.ts'
import { createLog } from '../../platform/log/log.ts'
import { openScratch } from '../../platform/scratch/open-scratch.ts'
import { loadMasterKey } from '../../platform/secrets/load-master-key.ts'
import { openDatabases } from '../open-database.ts'
import { settingsGroups, type Settings } from '../settings.ts'
import { createShutdown } from '../shutdown.ts'
import { productVersion } from '../version.ts'

type Check = [part: string, look: () => Promise<string>]

/** `doctor`: prints the effective settings and how each part is; exit code 1 when one is not well. */
export async function run(): Promise<void> {
  const values = environment()
  const settings = readSettings(values, settingsGroups)
  print(`Porchlight ${productVersion}, Node ${process.version}, ${process.platform} ${process.arch}\n\nSettings`)
  for (const { name, value, source } of effectiveSettings(settingsGroups, settings, values)) {
    print(`  ${name.padEnd(26)} ${value} (${source})`)
  }
  print('\nParts')
  let well = true
  for (const [part, look] of checks(settings)) {
    try {
      print(`  ok      ${part}: ${await look()}`)
    } catch (error) {
      well = false
      print(`  failed  ${part}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  process.exitCode = well ? 0 : 1
}

function checks(settings: Settings): Check[] {
  const directory = resolve(settings.storage.dataDirectory)
  return [
    ['data folder', async () => writable(directory)],
    ['secret key', async () => keyState(settings, directory)],
    ['database', () => databaseState(settings)],
    ['Redis', () => redisState(settings)],
    ['built files', builtFiles],
    ['desk', () => deskState(settings)],
  ]
}

async function writable(directory: string) {
  // A doctor looks and leaves nothing behind: the first start makes what is missing.
  if (!existsSync(directory)) return `${directory} is not there yet, the first start makes it`
  await access(directory, constants.W_OK)
  return directory
}

async function keyState(settings: Settings, directory: string) {
  if (!settings.security.secretKey && !existsSync(join(directory, 'secret.key'))) return 'is made by the first start'
  await loadMasterKey({ secretKey: settings.security.secretKey, dataDirectory: directory })
  return settings.security.secretKey ? 'from SECRET_KEY' : 'kept in the data folder'
}

async function databaseState(settings: Settings) {
  const { databaseUrl, dataDirectory } = settings.storage
  if (!databaseUrl && !existsSync(join(resolve(dataDirectory), 'postgres'))) return 'is made by the first start'
  const log = createLog({ level: 'silent' })
  const shutdown = createShutdown(log)
  try {
    const { main } = await openDatabases(settings, log, shutdown)
    const { rows } = await main.pool.query<{ server_version: string }>('show server_version')
    return `PostgreSQL ${rows[0]?.server_version} answers`
  } catch (error) {
    if (error instanceof StartError && error.message.includes('in use by another')) return error.message
    throw error
  } finally {
    await shutdown.run('done')
  }
}

async function redisState(settings: Settings) {
  const { redisUrl } = settings.storage
  if (!redisUrl) return 'not used, this process keeps presence and limits in memory'
  const scratch = await openScratch({ redisUrl, log: createLog({ level: 'silent' }) })
  await scratch.set('doctor', 'here', 10)
  const answer = await scratch.get('doctor')
  await scratch.close()
  if (answer !== 'here') throw new Error('REDIS_URL does not answer')
  return 'answers'
}

async function builtFiles() {
  for (const file of ['dist/dashboard/index.html', 'dist/widget/index.html', 'dist/loader/sdk.js']) {
    await access(packagePath(file)).catch(() => {
      throw new Error(`${file} is missing: run \`npm run build\``)
    })
  }
  return 'dashboard, widget and loader are there'
}

async function deskState({ server: { host, port } }: Settings) {
  // Our own address on this machine: nothing that a stranger names is asked.
  const address = host.includes(':') ? `[${host}]` : host
  const answer = await fetch(`http://${address}:${port}/health`).catch(() => undefined)
  return answer ? `answers on port ${port} with ${answer.status}` : `is not running on port ${port}`
}

function print(line: string) {
  process.stdout.write(`${line}\n`)
}
