import { once } from 'node:events'
import { createClient } from 'redis'
import type { Log } from '../log/log.ts'
import { RedisAway, withDeadline } from './deadline.ts'
import { watchOutages } from './outage.ts'

// One connection to Redis, as seen from here:
//   connecting → ready ⇄ away → closed
// `away` begins with the first connection error and is logged once; meanwhile commands are refused at once and the client tries
// again after 50 ms, then twice as long each time up to 2 s. A connection that stops answering without breaking is found by a
// heartbeat and made anew. Every `ready` after the opening is told to `onReturn`.

type Client = ReturnType<typeof clientFor>

/** How to reach Redis: `prefix` (`porchlight:` unless told) comes before every key and channel, a command may take
 * `deadlineMilliseconds` (2000), and every `heartbeatMilliseconds` (5000) the connection is tried. */
export interface RedisOptions {
  url: string
  prefix?: string
  deadlineMilliseconds?: number
  heartbeatMilliseconds?: number
}

/** A connection to Redis that outlives outages. */
export interface Redis {
  prefix: string
  /** Runs a command; rejects with `RedisAway` when Redis is away or does not answer in time. */
  run<T>(command: (client: Client) => Promise<T>): Promise<T>
  /** Tells each time that Redis is back after an outage. */
  onReturn(listener: () => Promise<void>): void
  /** For commands that may fail: logs one line per outage, and each error that Redis answers. */
  forgive(error: unknown): void
  close(): void
}

/** Opens a connection to Redis. Answers when it is ready or has failed for the first time; it keeps trying until closed. */
export async function openRedis(options: RedisOptions & { log: Log }): Promise<Redis> {
  const { log, deadlineMilliseconds = 2000, heartbeatMilliseconds = 5000 } = options
  const client = clientFor(options.url)
  const outage = watchOutages(log)
  const onReturn = new Set<() => Promise<void>>()
  let opened = false
  client.on('error', outage.begin)
  client.on('ready', () => {
    outage.end()
    if (opened) for (const tell of onReturn) tell().catch(outage.forgive)
  })
  const run = async <T>(command: (client: Client) => Promise<T>) => {
    if (!client.isReady) throw new RedisAway('Redis is away')
    return withDeadline(command(client), deadlineMilliseconds)
  }
  const heartbeat = setInterval(() => {
    if (client.isReady) run(() => client.ping()).catch(startOver)
  }, heartbeatMilliseconds).unref()
  const startOver = (error: unknown) => {
    outage.begin(error)
    if (!client.isReady) return
    client.destroy()
    connect(client)
  }

  const settled = Promise.race([once(client, 'ready'), new Promise((resolve) => client.once('error', resolve))])
  connect(client)
  await settled
  opened = true
  return {
    prefix: options.prefix ?? 'porchlight:',
    run,
    onReturn: (listener) => void onReturn.add(listener),
    forgive: outage.forgive,
    close: () => {
      clearInterval(heartbeat)
      if (client.isOpen) client.destroy()
    },
  }
}

function clientFor(url: string) {
  return createClient({ url, disableOfflineQueue: true, socket: { reconnectStrategy: pauseBefore } })
}

function pauseBefore(retries: number): number {
  return Math.min(50 * 2 ** Math.min(retries, 10), 2000) + Math.random() * 50
}

function connect(client: Client): void {
  // It rejects only when the client is closed while it tries; every failed try is an `error` event.
  client.connect().catch(() => {})
}
