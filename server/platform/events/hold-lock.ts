import type pg from 'pg'

/** What one process of an installation does at a time, and the channel on which others wake it. */
export interface SoleTask {
  /** One number per purpose: the keys of advisory locks are shared by everything in a database. */
  lock: number
  channel: string
}

/** The relay's. */
export const RELAY: SoleTask = { lock: 7_203_501, channel: 'porchlight_events' }

/** A lock, held by one connection that also listens. It is lost when that connection breaks. */
export interface HeldLock {
  isLost(): boolean
  release(): Promise<void>
}

/** Takes the lock of a task and listens to its channel, or returns null when another process holds it. */
export async function holdLock(pool: pg.Pool, task: SoleTask, onNotify: () => void): Promise<HeldLock | null> {
  const client = await pool.connect()
  let lost = false
  const onLost = () => {
    lost = true
    onNotify()
  }
  client.on('error', onLost)
  try {
    const answer = await client.query<{ held: boolean }>(`select pg_try_advisory_lock($1) as held`, [task.lock])
    if (!answer.rows[0]?.held) {
      client.off('error', onLost)
      client.release()
      return null
    }
    client.on('notification', onNotify)
    await client.query(`listen ${task.channel}`)
  } catch (error) {
    client.release(true)
    throw error
  }
  return {
    isLost: () => lost,
    // Ending the connection lets go of the lock and the listening together.
    release: async () => client.release(true),
  }
}

/** Tells the relay, wherever it runs, that events were committed. At most one NOTIFY is under way per process: a NOTIFY inside
 * each transaction would make their commits wait for one another. */
export function eventNotifier(pool: pg.Pool, onError: (error: unknown) => void): () => void {
  let running = false
  let again = false
  const send = async () => {
    running = true
    do {
      again = false
      await pool.query(`notify ${RELAY.channel}`).catch(onError)
    } while (again)
    running = false
  }
  return () => {
    again = true
    if (!running) void send()
  }
}
