import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { packagePath } from '../../server/platform/config/package-path.ts'
import { startEmbeddedDatabase } from '../../server/platform/database/embedded/start-embedded-database.ts'
import { startServer } from '../../server/testing/process.ts'
import { percentile } from '../percentile.ts'
import { startReceiver } from './receiver.ts'
import { deskEnvironment, openToldDesk, type ToldDesk } from './told-desk.ts'

const MESSAGES = 200
const WARM_UP = 20
const PAUSE_MS = 50
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** What a receiver sees that answers at once. */
export interface Friendly {
  latency: { p50: number; p95: number; samples: number }
  /** Seconds. */
  writing: number
  delivering: number
}

/** Measures latency and throughput with a receiver that answers at once. */
export async function measureFriendly(directory: string, events: number): Promise<Friendly> {
  const arrivals = new Map<string, number>()
  const receiver = await startReceiver((response, { content }) => {
    arrivals.set(content, performance.now())
    response.writeHead(200).end()
  })
  const database = await startEmbeddedDatabase({ dataDirectory: join(directory, 'postgres'), log: quiet })
  const program = [packagePath('dist/server/main.js')]
  const server = await startServer(deskEnvironment(directory, database.url), program)
  const desk = await openToldDesk(server.url, database.url, receiver.url)
  try {
    const latency = await measureLatency(desk, arrivals)
    const begun = performance.now()
    const writing = await desk.writeMany(events)
    while ((await desk.undelivered()) > 0) await pause(50)
    return { latency, writing, delivering: (performance.now() - begun) / 1000 }
  } finally {
    await desk.close()
    await server.end('SIGTERM')
    await database.stop()
    receiver.close()
  }
}

async function measureLatency(desk: ToldDesk, arrivals: Map<string, number>) {
  const committed = new Map<string, number>()
  for (let turn = 0; turn < MESSAGES + WARM_UP; turn++) {
    const rest = pause(PAUSE_MS)
    await desk.write(turn)
    if (turn >= WARM_UP) committed.set(`Message ${turn}`, performance.now())
    await rest
  }
  while ((await desk.undelivered()) > 0) await pause(20)
  // What arrives before its writer has heard of the commit took no time.
  const samples = [...committed].map(([content, at]) => Math.max(0, (arrivals.get(content) ?? Number.NaN) - at))
  return { p50: percentile(samples, 0.5), p95: percentile(samples, 0.95), samples: samples.length }
}
