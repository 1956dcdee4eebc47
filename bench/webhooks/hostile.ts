import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { packagePath } from '../../server/platform/config/package-path.ts'
import type { Database } from '../../server/platform/database/connection.ts'
import { startEmbeddedDatabase } from '../../server/platform/database/embedded/start-embedded-database.ts'
import { hostile } from '../../server/testing/hostile-receiver.ts'
import { startServer } from '../../server/testing/process.ts'
import { seeded } from '../../server/testing/random.ts'
import { startReceiver, type Receiver, type Told } from './receiver.ts'
import { deskEnvironment, openToldDesk } from './told-desk.ts'

const LIFE_MS = 10_000
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const rules = { WEBHOOK_TIMEOUT: '1', WEBHOOK_RETRIES: Array.from({ length: 100 }, () => '0.2').join(',') }

/** What came of a receiver that fails most of what it gets. */
export interface Hostile {
  delivered: number
  requests: number
  attempts: number
  /** Attempts that nobody knows the end of, because their process was killed. */
  lost: number
  /** What came again after it had been taken. */
  repeated: number
  kills: number
  restarts: number
  outOfOrder: number
  missing: number
  /** Requests without a row of an attempt. */
  unlogged: number
  seconds: number
}

/** Sends events to a receiver that fails most of them, kills the desk now and then, and restarts the database in the middle. */
export async function measureHostile(directory: string, events: number): Promise<Hostile> {
  const taken: Told[] = []
  const answer = hostile<Told>(seeded(7), (told) => void taken.push(told))
  const receiver = await startReceiver(answer)
  const dataDirectory = join(directory, 'postgres')
  let database = await startEmbeddedDatabase({ dataDirectory, log: quiet })
  const start = () =>
    startServer({ ...deskEnvironment(directory, database.url), ...rules }, [packagePath('dist/server/main.js')])
  let server = await start()
  const before = await openToldDesk(server.url, database.url, receiver.url)
  const begun = performance.now()
  await before.writeMany(Math.ceil(events / 2))
  // The database goes while half of it is under way; the other half is written after it has come back.
  await before.close()
  await server.end('SIGKILL')
  await database.stop()
  database = await startEmbeddedDatabase({ dataDirectory, log: quiet })
  let kills = 1
  server = await start()
  const desk = await openToldDesk(server.url, database.url, null)
  const rest = desk.writeMany(Math.floor(events / 2), Math.ceil(events / 2))
  let isWritten = false
  void rest.then(() => (isWritten = true))
  const isLeft = async () => !isWritten || (await desk.undelivered()) > 0
  for (let alive = 0; await isLeft(); alive += 500) {
    await pause(500)
    if (alive < LIFE_MS) continue
    await server.end('SIGKILL')
    kills += 1
    server = await start()
    alive = 0
  }
  const seconds = (performance.now() - begun) / 1000
  const report = { ...(await judge(desk.db, receiver, taken)), kills, restarts: 1, seconds }
  await desk.close()
  await server.end('SIGTERM')
  await database.stop()
  receiver.close()
  return report
}

async function judge(db: Database, { requests }: Receiver, taken: Told[]) {
  const written = await db.selectFrom('messages').select('id').where('direction', '=', 'outgoing').execute()
  const { rows } = await sql<{ uuid: string; attempts: number; lost: number }>`
    select uuid, count(*)::integer as attempts, (count(*) filter (where outcome = 'lost'))::integer as lost
    from webhook_deliveries join webhook_attempts on delivery_id = id group by uuid`.execute(db)
  const logged = new Map(rows.map(({ uuid, attempts }) => [uuid, attempts]))
  const seen = new Set<number>()
  const last = new Map<number, number>()
  let outOfOrder = 0
  for (const { id, conversation } of taken) {
    if (seen.has(id)) continue
    seen.add(id)
    if (id < (last.get(conversation) ?? 0)) outOfOrder += 1
    last.set(conversation, id)
  }
  const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0)
  return {
    delivered: seen.size,
    missing: written.filter(({ id }) => !seen.has(id)).length,
    outOfOrder,
    repeated: taken.length - seen.size,
    requests: sum(requests.values()),
    attempts: sum(logged.values()),
    lost: sum(rows.map(({ lost }) => lost)),
    unlogged: [...requests].filter(([delivery, count]) => count > (logged.get(delivery) ?? 0)).length,
  }
}
