import { sql, type Transaction } from 'kysely'
import type { Job } from '../../kernel/job.ts'
import { AT_COMMIT } from '../database/fewer-trips.ts'
import type { DB } from '../database/tables.ts'

/** Queues jobs inside a transaction: they run after its commit, or never if it rolls back. */
export async function queueJobs(tx: Transaction<DB>, jobs: Job[]): Promise<void> {
  const specs = jobs.map((job) => ({
    identifier: job.task,
    payload: job.payload,
    run_at: job.runAt?.toISOString() ?? null,
    job_key: job.key ?? null,
  }))
  await sql`${sql.raw(AT_COMMIT)}
    select graphile_worker.add_jobs(array_agg(
      (spec.identifier, spec.payload, null, spec.run_at, null, spec.job_key, null, null)::graphile_worker.job_spec))
    from jsonb_to_recordset(${JSON.stringify(specs)}::jsonb)
      as spec (identifier text, payload json, run_at timestamptz, job_key text)`.execute(tx)
}
