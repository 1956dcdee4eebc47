import { EventEmitter } from 'node:events'
import { Logger, run, runMigrations, runOnce, type TaskList, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Json } from '../../kernel/event.ts'
import type { Log } from '../log/log.ts'
import { guardJobs } from './orphans.ts'

/** Does one kind of job. Throwing makes it run again later, with growing pauses, up to 25 times. */
export type JobHandler = (payload: { [key: string]: Json }) => Promise<void>

/** Runs one kind of job at the minutes of a cron pattern (UTC). */
export interface ScheduledJob {
  task: string
  pattern: string
}

/** Creates or updates the tables of the job queue. */
export async function prepareJobs(pool: pg.Pool, log: Log): Promise<void> {
  await runMigrations({ pgPool: pool, logger: workerLogger(log) })
}

/** Runs queued jobs, and those that a killed process left, until stopped; stopping waits for those under way. */
export async function startJobs(parts: {
  pool: pg.Pool
  log: Log
  handlers: Record<string, JobHandler>
  schedule: ScheduledJob[]
  concurrency: number
}): Promise<{ stop(): Promise<void> }> {
  const events: WorkerEvents = new EventEmitter()
  const named = new Promise<string>((resolve) => {
    events.once('pool:create', ({ workerPool }) => resolve(workerPool.id))
  })
  const runner = await run({
    pgPool: parts.pool,
    events,
    taskList: tasksOf(parts.handlers),
    concurrency: parts.concurrency,
    noHandleSignals: true,
    pollInterval: 1000,
    crontab: parts.schedule.map((job) => `${job.pattern} ${job.task}`).join('\n'),
    preset: {
      worker: {
        // Fetching a job costs as much as a whole batch of them.
        localQueue: { size: parts.concurrency * 4, refetchDelay: { durationMs: 25, threshold: parts.concurrency } },
        // A job whose end was not written before a crash runs again, which every job must bear.
        completeJobBatchDelay: 50,
      },
    },
    logger: workerLogger(parts.log),
  })
  const guard = await guardJobs(parts.pool, await named, parts.log)
  return {
    stop: async () => {
      await runner.stop()
      await guard.stop()
    },
  }
}

/** Runs the jobs that are due now, and those that they queue, then returns. */
export async function runDueJobs(parts: {
  pool: pg.Pool
  log: Log
  handlers: Record<string, JobHandler>
}): Promise<void> {
  await runOnce({
    pgPool: parts.pool,
    taskList: tasksOf(parts.handlers),
    noHandleSignals: true,
    logger: workerLogger(parts.log),
  })
}

function tasksOf(handlers: Record<string, JobHandler>): TaskList {
  const entries = Object.entries(handlers).map(([task, handle]) => [
    task,
    (payload: unknown) => handle(payload as { [key: string]: Json }),
  ])
  return Object.fromEntries(entries) as TaskList
}

// What goes into our log as an error; the rest of what the queue says is for debugging.
const GRAVE = new Set<string>(['error'])

function workerLogger(log: Log) {
  return new Logger(() => (level, message, meta) => {
    if (GRAVE.has(level)) log.error({ meta: meta?.['error'] ?? undefined }, message)
    else log.debug(message)
  })
}
