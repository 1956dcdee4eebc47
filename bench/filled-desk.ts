import { sql } from 'kysely'
import { foldCounts } from '../server/features/conversations/index.ts'
import { rollUp } from '../server/features/reports/index.ts'
import { connect, type Database } from '../server/platform/database/connection.ts'
import { startEmbeddedDatabase } from '../server/platform/database/embedded/start-embedded-database.ts'
import { startServer } from '../server/testing/process.ts'
import { foundListCompany, type ListCompany } from './list-company.ts'
import { seedFacts } from './seed-facts.ts'
import { seedLists } from './seed-lists.ts'

const administrator = { ADMIN_EMAIL: 'ada@lamp.example', ADMIN_PASSWORD: 'correct horse battery' }
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
/** What makes filling fast and is not for a company's data. */
export const FILLING = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_wal_size: '4GB',
  maintenance_work_mem: '512MB',
}

/** Runs something against a desk on the data of a folder, with these settings of the database, and stops both. */
export async function inDesk<T>(
  directory: string,
  settings: Record<string, string>,
  run: (url: string, databaseUrl: string) => Promise<T>,
) {
  const database = await startEmbeddedDatabase({ dataDirectory: directory, log: quiet, settings })
  try {
    const environment = {
      DATA_DIR: directory,
      DATABASE_URL: database.url,
      DEMO: 'no',
      ...administrator,
      RATE_LIMITS: 'no',
    }
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

/** Founds the company of the benchmark and fills it. */
export async function fill(url: string, databaseUrl: string, size: number): Promise<ListCompany> {
  const company = await foundListCompany(url, administrator)
  const { db, close } = connect(databaseUrl, { size: 1, onError: () => undefined })
  await withoutNotes(db, () => seedLists(databaseUrl, company, size))
  await foldCounts(db)
  await seedFacts(db, company.accountId)
  await sql`vacuum (analyze) report_facts`.execute(db)
  const begun = performance.now()
  await sumUp(db)
  console.log(`summed up for reports in ${Math.round((performance.now() - begun) / 100) / 10} s`)
  await sql`vacuum (analyze)`.execute(db)
  await close()
  return company
}

/** The desk may be at it too, and then it is waited for. */
async function sumUp(db: Database): Promise<void> {
  for (;;) {
    await rollUp(db)
    const { rows } = await sql<{ done: boolean }>`
      select coalesce(closed_until, '-infinity') > now() - interval '3 hours' as done from report_clock`.execute(db)
    if (rows[0]?.done) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** Lets a past appear without a note for each row that its hour is to be summed up again: all hours are, afterwards. */
async function withoutNotes(db: Database, seed: () => Promise<void>): Promise<void> {
  const all = (what: string) =>
    Promise.all(
      ['conversations', 'messages', 'report_facts'].map((table) =>
        sql.raw(`alter table ${table} ${what} trigger report_late`).execute(db),
      ),
    )
  await all('disable')
  await seed()
  await all('enable')
  await sql`delete from report_rollups`.execute(db)
  await sql`update report_clock set closed_until = null`.execute(db)
}
