import type { Transaction } from 'kysely'
import type { Actor } from '../../kernel/actor.ts'
import type { DomainEvent } from '../../kernel/event.ts'
import type { Job } from '../../kernel/job.ts'
import { appendEvents } from '../events/append.ts'
import { queueJobs } from '../jobs/queue.ts'
import type { Log } from '../log/log.ts'
import type { Secrets } from '../secrets/secrets.ts'
import type { Database } from './connection.ts'
import type { DB } from './tables.ts'

/**
 * What every action gets: one transaction in one account, on behalf of one actor, at one moment. What it records and what it
 * says for later commit together with its changes, or not at all. No network and no upload inside.
 */
export interface Work {
  tx: Transaction<DB>
  accountId: number
  actor: Actor
  now: Date
  log: Log
  secrets: Secrets
  record(event: DomainEvent): void
  later(job: Job): void
}

/** The account to work in, or how to make it in the same transaction. */
export type WhichAccount = number | ((tx: Transaction<DB>) => Promise<number>)

/** Runs an action in a unit of work of its own. */
export type OpenWork = <T>(account: WhichAccount, actor: Actor, action: (work: Work) => Promise<T>) => Promise<T>

/** Opens units of work on `db`; `onEvents` is told after a commit that recorded events, so that the relay wakes. */
export function unitOfWork(parts: {
  db: Database
  log: Log
  secrets: Secrets
  now: () => Date
  onEvents: () => void
}): OpenWork {
  return async (account, actor, action) => {
    const events: DomainEvent[] = []
    const jobs: Job[] = []
    const now = parts.now()
    const result = await parts.db.transaction().execute(async (tx) => {
      const accountId = typeof account === 'number' ? account : await account(tx)
      const record = (event: DomainEvent) => void events.push(event)
      const later = (job: Job) => void jobs.push(job)
      const value = await action({ tx, accountId, actor, now, log: parts.log, secrets: parts.secrets, record, later })
      if (events.length > 0) await appendEvents(tx, { accountId, actor, now }, events)
      if (jobs.length > 0) await queueJobs(tx, jobs)
      return value
    })
    if (events.length > 0) parts.onEvents()
    return result
  }
}
