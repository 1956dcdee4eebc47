import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describeSettings, readSettings, StartError } from '../../platform/config/index.ts'
import { packagePath } from '../../platform/config/package-path.ts'
import { connect } from '../../platform/database/connection.ts'
import { describeSchema } from '../../platform/database/describe-schema.ts'
import { startEmbeddedDatabase } from '../../platform/database/embedded/start-embedded-database.ts'
import { migrate } from '../../platform/database/migrate.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { createMetrics } from '../../platform/metrics/metrics.ts'
import { routesFor } from '../build-app.ts'
import { countOperations, describeOperations, judgeOperations, readOperations } from '../wire-operations.ts'
import { settingsGroups } from '../settings.ts'

const SETTINGS = 'docs/operate/settings.md'
const SCHEMA = 'server/migrations/schema.sql'
const OPERATIONS = 'docs/wire-operations.md'
const TABLES = 'server/platform/database/tables.ts'

/** `docs`: writes what is generated from the code and the migrations; with --check it says what is out of date. For developers. */
export async function run(args: string[]): Promise<void> {
  const wanted = await generate()
  const stale: string[] = []
  for (const [path, text] of Object.entries(wanted)) {
    const present = await readFile(packagePath(path), 'utf8').catch(() => '')
    if (present !== text) stale.push(path)
  }
  process.stdout.write(`${countOperations(judgeOperations(readOperations(), allRoutes()))}\n`)
  if (args.includes('--check')) {
    if (stale.length > 0)
      throw new StartError(stale.map((path) => `${path} is out of date: run \`npm run docs\`.`).join('\n'))
    return
  }
  for (const path of stale) {
    await mkdir(dirname(packagePath(path)), { recursive: true })
    await writeFile(packagePath(path), wanted[path] ?? '')
    process.stdout.write(`wrote ${path}\n`)
  }
}

async function generate(): Promise<Record<string, string>> {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-docs-'))
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const database = await startEmbeddedDatabase({ dataDirectory: directory, log: quiet, settings: { fsync: 'off' } })
  const connection = connect(database.url, { size: 2, onError: () => undefined })
  try {
    await migrate(connection.db)
    return {
      [SETTINGS]: describeSettings(settingsGroups),
      [OPERATIONS]: describeOperations(readOperations(), allRoutes()),
      [SCHEMA]: await describeSchema(connection.db),
      [TABLES]: await tableTypes(database.url, join(directory, 'tables.ts')),
    }
  } finally {
    await connection.close()
    await database.stop()
    await rm(directory, { recursive: true, force: true })
  }
}

// Routes are only listed here, so they need no ports.
function allRoutes() {
  return routesFor({ ports: {} as Ports, settings: readSettings({}, settingsGroups), metrics: createMetrics() })
}

async function tableTypes(url: string, file: string): Promise<string> {
  const tool = packagePath('node_modules/kysely-codegen/dist/cli/bin.js')
  const mapping = '{"int8":"number","jsonb":"unknown"}'
  const where = ['--dialect', 'postgres', '--url', url, '--out-file', file]
  await promisify(execFile)(process.execPath, [
    tool,
    ...where,
    '--type-mapping',
    mapping,
    '--exclude-pattern',
    'kysely_*',
  ])
  return readFile(file, 'utf8')
}
