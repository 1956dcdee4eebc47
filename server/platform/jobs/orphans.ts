/**
 * Jobs of a process that was killed. The queue marks a job with the pool that runs it and gives it to another only after four
 * hours. Here each pool holds an advisory lock for as long as its process lives: a job that is marked with a pool whose lock
 * nobody holds is free at once. A pool that lost its connection takes the lock again; a job that ran on meanwhile may run twice,
 * which every job must bear.
 */
import type pg from 'pg'
import type { Log } from '../log/log.ts'

// The first of the two keys; the second is made from the pool's name.
const LIFE = 7_203_502
const LOOK_MS = 5000

/** Shows that a pool of workers lives, and looks for the jobs of pools that do not; `stop` ends both. */
export async function guardJobs(pool: pg.Pool, name: string, log: Log): Promise<{ stop(): Promise<void> }> {
  let life: Life | null = null
  const look = async () => {
    life ??= await showLife(pool, name, () => (life = null))
    const freed = await freeOrphans(pool)
    if (freed > 0) log.info({ freed }, 'jobs of a process that is gone are run again')
  }
  const lookSafely = () => look().catch((error: unknown) => log.warn({ error }, 'jobs could not be looked after'))
  let looking = lookSafely()
  const timer = setInterval(() => {
    looking = looking.then(lookSafely)
  }, LOOK_MS)
  timer.unref()
  await looking
  return {
    stop: async () => {
      clearInterval(timer)
      await looking
      life?.end()
    },
  }
}

/** A connection that holds the lock of a pool of workers. */
interface Life {
  end(): void
}

async function showLife(pool: pg.Pool, name: string, onLost: () => void): Promise<Life> {
  const client = await pool.connect()
  let held = true
  const end = () => {
    // It may break after it was given back, too.
    if (held) client.release(true)
    held = false
  }
  client.on('error', () => {
    onLost()
    end()
  })
  await client.query(`select pg_advisory_lock($1, hashtext($2))`, [LIFE, name])
  return { end }
}

/**
 * Makes the jobs of pools that no longer live due again. Returns how many. The attempt is given back: it was the process that
 * failed, and a job must not be given up because its process was killed often.
 */
export async function freeOrphans(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `update graphile_worker._private_jobs set locked_at = null, locked_by = null, attempts = greatest(attempts - 1, 0)
     where locked_by is not null and not exists (
       select from pg_locks
       where locktype = 'advisory' and granted and classid = $1
         and objid = (hashtext(locked_by)::bigint & 4294967295)::oid
         and database = (select oid from pg_database where datname = current_database()))`,
    [LIFE],
  )
  return rowCount ?? 0
}
