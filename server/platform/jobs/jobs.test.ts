import { sql } from 'kysely'
import { beforeEach, expect, test, vi } from 'vitest'
import type { Job } from '../../kernel/job.ts'
import { aDatabase, type TestDatabase } from '../../testing/database.ts'
import { createLog } from '../log/log.ts'
import { freeOrphans, guardJobs } from './orphans.ts'
import { queueJobs } from './queue.ts'
import { prepareJobs, runDueJobs, startJobs, type JobHandler } from './runner.ts'

const log = createLog({ level: 'silent' })
const patiently = { timeout: 20_000, interval: 20 }

let database: TestDatabase
beforeEach(async () => {
  database = await aDatabase()
  return () => database.close()
})

const queue = (...jobs: Job[]) => database.db.transaction().execute((tx) => queueJobs(tx, jobs))
const runDue = (handlers: Record<string, JobHandler>) => runDueJobs({ pool: database.pool, log, handlers })

async function waiting() {
  const { rows } = await sql<{ attempts: number; later: boolean; last_error: string | null }>`
    select attempts, run_at > updated_at as later, last_error from graphile_worker._private_jobs order by id`.execute(
    database.db,
  )
  return rows
}

const makeAllDue = () => sql`update graphile_worker._private_jobs set run_at = now()`.execute(database.db)
const postponeAll = () =>
  sql`update graphile_worker._private_jobs set run_at = run_at + interval '1 hour'`.execute(database.db)

test('a job of a transaction that rolls back never runs', async () => {
  const dim = vi.fn(async () => undefined)
  const failing = database.db.transaction().execute(async (tx) => {
    await queueJobs(tx, [{ task: 'dim', payload: {} }])
    throw new Error('rolled back')
  })
  await expect(failing).rejects.toThrow('rolled back')
  await runDue({ dim })
  expect(dim).not.toHaveBeenCalled()
})

test('a job runs once after its transaction has committed, with its payload', async () => {
  const dim = vi.fn(async () => undefined)
  await queue({ task: 'dim', payload: { lamp: 1, where: ['porch'] } })
  await runDue({ dim })
  await runDue({ dim })
  expect(dim).toHaveBeenCalledExactlyOnceWith({ lamp: 1, where: ['porch'] })
})

test('a job that fails waits and is tried again until it works', async () => {
  const dim = vi.fn<JobHandler>()
  dim.mockRejectedValueOnce(new Error('too bright')).mockResolvedValue(undefined)
  await queue({ task: 'dim', payload: {} })
  await runDue({ dim })
  expect(await waiting()).toEqual([{ attempts: 1, later: true, last_error: 'too bright' }])
  // However slow this machine is, the pause has not gone by.
  await postponeAll()
  await runDue({ dim })
  expect(dim).toHaveBeenCalledOnce()
  await makeAllDue()
  await runDue({ dim })
  expect(dim).toHaveBeenCalledTimes(2)
  await vi.waitFor(async () => expect(await waiting()).toEqual([]), patiently)
})

test('a job for later waits for its time, and a second of the same key replaces it', async () => {
  const dim = vi.fn(async () => undefined)
  const runAt = new Date('2100-01-01T00:00:00Z')
  await queue({ task: 'dim', payload: { lamp: 1 }, runAt, key: 'dim' })
  await queue({ task: 'dim', payload: { lamp: 2 }, runAt, key: 'dim' })
  await runDue({ dim })
  expect(dim).not.toHaveBeenCalled()
  await makeAllDue()
  await runDue({ dim })
  expect(dim).toHaveBeenCalledExactlyOnceWith({ lamp: 2 })
})

test('a running queue takes jobs as they come, and stopping waits for the one under way', async () => {
  const steps: string[] = []
  let finish!: () => void
  const finished = new Promise<void>((resolve) => (finish = resolve))
  const dim: JobHandler = async () => {
    steps.push('begun')
    await finished
    steps.push('done')
  }
  const jobs = await startJobs({ pool: database.pool, log, handlers: { dim }, schedule: [], concurrency: 2 })
  await queue({ task: 'dim', payload: {} })
  await vi.waitFor(() => expect(steps).toEqual(['begun']), patiently)
  const stopped = jobs.stop().then(() => steps.push('stopped'))
  finish()
  await stopped
  expect(steps).toEqual(['begun', 'done', 'stopped'])
  // The queue crosses a finished job off in a statement of its own, which stopping does not wait for.
  await vi.waitFor(async () => expect(await waiting()).toEqual([]), patiently)
})

test('preparing the queue again changes nothing', async () => {
  await queue({ task: 'dim', payload: {} })
  await Promise.all([prepareJobs(database.pool, log), prepareJobs(database.pool, log)])
  expect(await waiting()).toHaveLength(1)
})

async function leaveBehind(pool: string) {
  await queue({ task: 'dim', payload: { left: pool } })
  await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = ${pool}, attempts = 1`.execute(
    database.db,
  )
}

test('a job that a killed process was running is run by another as soon as it looks', async () => {
  await leaveBehind('pool-of-the-dead')
  const dim = vi.fn(async () => undefined)
  const jobs = await startJobs({ pool: database.pool, log, handlers: { dim }, schedule: [], concurrency: 1 })
  await vi.waitFor(() => expect(dim).toHaveBeenCalledExactlyOnceWith({ left: 'pool-of-the-dead' }), patiently)
  await jobs.stop()
})

test('a job is not given up because its processes were killed more often than it may fail', async () => {
  const attempts = sql<{ attempts: number }>`select attempts from graphile_worker._private_jobs`
  await leaveBehind('pool-of-the-dead')
  for (let kill = 0; kill < 30; kill++) {
    await freeOrphans(database.pool)
    await sql`update graphile_worker._private_jobs set locked_by = 'the-next', attempts = attempts + 1`.execute(
      database.db,
    )
  }
  expect((await attempts.execute(database.db)).rows).toEqual([{ attempts: 1 }])
})

test('a job that a living process is running is left to it', async () => {
  const guard = await guardJobs(database.pool, 'pool-of-the-living', log)
  await leaveBehind('pool-of-the-living')
  expect(await freeOrphans(database.pool)).toBe(0)
  await guard.stop()
  await vi.waitFor(async () => expect(await freeOrphans(database.pool)).toBe(1), patiently)
})
