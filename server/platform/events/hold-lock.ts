import type pg from 'pg'

// One number per purpose: the keys of advisory locks are shared by everything in a database.
const RELAY_LOCK = 7_203_501
const CHANNEL = 'porchlight_events'

/** The relay's lock, held by one connection that also listens. It is lost when that connection breaks. */
export interface HeldLock {
  isLost(): boolean
  release(): Promise<void>
}

/** Takes the relay's lock and listens for events, or returns null when another process holds it. */
export async function holdLock(pool: pg.Pool, onNotify: () => void): Promise<HeldLock | null> {
  const client = await pool.connect()
  let lost = false
  const onLost = () => {
    lost = true
    onNotify()
  }
  client.on('error', onLost)
  try {
    const answer = await client.query<{ held: boolean }>(`select pg_try_advisory_lock($1) as held`, [RELAY_LOCK])
    if (!answer.rows[0]?.held) {
      client.off('error', onLost)
      client.release()
      return null
    }
    client.on('notification', onNotify)
    await client.query(`listen ${CHANNEL}`)
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
      await pool.query(`notify ${CHANNEL}`).catch(onError)
    } while (again)
    running = false
  }
  return () => {
    again = true
    if (!running) void send()
  }
}
