import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { connect } from '../platform/database/connection.ts'
import { startEmbeddedDatabase } from '../platform/database/embedded/start-embedded-database.ts'
import { migrate } from '../platform/database/migrate.ts'
import { prepareJobs } from '../platform/jobs/runner.ts'
import { createLog } from '../platform/log/log.ts'
import { readOperations } from '../app/wire-operations.ts'
import { tellDriven } from './driven-operations.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The database that every test's own database is copied from. */
    templateUrl: string
    /** The file that notes what requests led to. */
    drivenFile: string
  }
}

/** Starts one real PostgreSQL for the whole run and brings a template up to date once. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-test-'))
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const settings = { fsync: 'off', synchronous_commit: 'off', max_connections: '200', autovacuum: 'off' }
  const database = await startEmbeddedDatabase({ dataDirectory: directory, log: quiet, settings })
  const template = connect(database.url, { size: 2, onError: () => undefined })
  await migrate(template.db)
  await prepareJobs(template.pool, createLog({ level: 'silent' }))
  await template.close()
  project.provide('templateUrl', database.url)
  const drivenFile = join(directory, 'driven-operations')
  await writeFile(drivenFile, '')
  project.provide('drivenFile', drivenFile)
  return async () => {
    await database.stop()
    // A run of some files says nothing about the others.
    const all = await project.vitest.globTestSpecifications()
    if (project.vitest.state.getFiles().length >= all.length) {
      process.stdout.write(`\n${tellDriven(await readFile(drivenFile, 'utf8'), readOperations()).join('\n')}\n`)
    }
    await rm(directory, { recursive: true, force: true })
  }
}
