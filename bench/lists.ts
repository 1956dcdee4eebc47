/**
 * Lists, counts, threads and search at sizes that differ by fifty times: what a page costs must not grow with the company.
 * `--size 20000` runs one size. Each size has a database of its own, filled without fsync and measured with it.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { foldCounts } from '../server/features/conversations/index.ts'
import { connect } from '../server/platform/database/connection.ts'
import { startEmbeddedDatabase } from '../server/platform/database/embedded/start-embedded-database.ts'
import { startServer } from '../server/testing/process.ts'
import { foundListCompany, signInToLists, type ListCompany } from './list-company.ts'
import { measureLists, type ListTimes } from './measure-lists.ts'
import { printListReport } from './list-report.ts'
import { seedLists } from './seed-lists.ts'

const SIZES = [20_000, 100_000, 1_000_000]
const administrator = { ADMIN_EMAIL: 'ada@lamp.example', ADMIN_PASSWORD: 'correct horse battery' }
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
// What makes filling fast and is not for a company's data.
const FILLING = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_wal_size: '4GB',
  maintenance_work_mem: '512MB',
}

async function inDesk<T>(
  directory: string,
  settings: Record<string, string>,
  run: (url: string, databaseUrl: string) => Promise<T>,
) {
  const database = await startEmbeddedDatabase({ dataDirectory: directory, log: quiet, settings })
  try {
    const environment = { DATA_DIR: directory, DATABASE_URL: database.url, DEMO: 'no', ...administrator }
    const desk = await startServer(environment)
    try {
      return await run(desk.url, database.url)
    } finally {
      await desk.end('SIGTERM')
    }
  } finally {
    await database.stop()
  }
}

async function fill(url: string, databaseUrl: string, size: number): Promise<ListCompany> {
  const company = await foundListCompany(url, administrator)
  await seedLists(databaseUrl, company, size)
  const { db, close } = connect(databaseUrl, { size: 1, onError: () => undefined })
  await foldCounts(db)
  await close()
  return company
}

async function measure(size: number): Promise<ListTimes[]> {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-lists-'))
  try {
    const begun = performance.now()
    const company = await inDesk(directory, FILLING, (url, databaseUrl) => fill(url, databaseUrl, size))
    console.log(`${size} conversations, filled in ${Math.round((performance.now() - begun) / 1000)} s`)
    return await inDesk(directory, {}, async (url) => {
      const people = await signInToLists(url, company)
      return measureLists(url, company, people, size)
    })
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

const { values } = parseArgs({ options: { size: { type: 'string' } } })
const sizes = values.size ? [Number(values.size)] : SIZES
if (!sizes.every((size) => Number.isInteger(size) && size >= 1000 && size <= 5_000_000)) {
  console.error('--size must be a whole number from 1000 to 5000000.')
  process.exit(1)
}
const results = new Map<number, ListTimes[]>()
for (const size of sizes) results.set(size, await measure(size))
printListReport(results)
