import { sql, type Transaction } from 'kysely'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { system } from '../../kernel/actor.ts'
import type { RecordedEvent } from '../../kernel/event.ts'
import { aDatabase, type TestDatabase } from '../../testing/database.ts'
import { seeded } from '../../testing/random.ts'
import { connect, type Database } from '../database/connection.ts'
import type { DB } from '../database/tables.ts'
import { createLog } from '../log/log.ts'
import { appendEvents } from './append.ts'
import { eventNotifier, holdLock, RELAY } from './hold-lock.ts'
import { numberEvents } from './number-events.ts'
import { eventsAfter, lastPosition, lastPositions } from './read-events.ts'
import { relayRound, startRelay } from './relay.ts'

const log = createLog({ level: 'silent' })
const reactions = [
  { type: 'lamp.lit', subscriber: 'look' },
  { type: 'lamp.lit', subscriber: 'wave' },
]

let database: TestDatabase
let accountIds: number[]
beforeEach(async () => {
  database = await aDatabase(16)
  const rows = await database.db
    .insertInto('accounts')
    .values([{ name: 'A' }, { name: 'B' }])
    .returning('id')
    .execute()
  accountIds = rows.map((row) => row.id)
  return () => database.close()
})

async function record(tx: Transaction<DB>, accountId: number, name: string) {
  await appendEvents(tx, { accountId, actor: system, now: new Date() }, [{ type: 'lamp.lit', data: { name } }])
}

/** A transaction that has recorded an event and waits to be told how it ends. */
async function openRecording(accountId: number, name: string) {
  let end!: (commits: boolean) => void
  const decided = new Promise<boolean>((resolve) => (end = resolve))
  let tell!: () => void
  const recorded = new Promise<void>((resolve) => (tell = resolve))
  const done = database.db
    .transaction()
    .execute(async (tx) => {
      await record(tx, accountId, name)
      // Events travel with the next statement, usually the commit; here they are to be written long before it.
      await sql`select 1`.execute(tx)
      tell()
      if (!(await decided)) throw new Error('rolled back')
    })
    .catch(() => undefined)
  await recorded
  return {
    commit: async () => {
      end(true)
      await done
    },
    rollBack: async () => {
      end(false)
      await done
    },
  }
}

function heard() {
  const names: string[] = []
  const events: RecordedEvent[] = []
  const announce = async (batch: RecordedEvent[]) => {
    events.push(...batch)
    names.push(...batch.map((event) => String(event.data['name'])))
  }
  return { names, events, announce }
}

const round = (announce: (events: RecordedEvent[]) => Promise<void>, db: Database = database.db) =>
  relayRound({ db, log, reactions, announce })

async function positionsOf(accountId: number) {
  const events = await eventsAfter(database.db, accountId, 0, 10_000)
  return events.map((event) => event.position)
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

async function queuedJobs() {
  const { rows } = await sql<{ event: number; subscriber: string }>`
    select (payload ->> 'eventId')::int as event, subscriber
    from graphile_worker._private_jobs, json_array_elements_text(payload -> 'subscribers') as subscriber order by 1, 2`.execute(
    database.db,
  )
  return rows
}

test('an event that commits after a later one is announced too, and positions follow the commits', async () => {
  const [accountId = 0] = accountIds
  const slow = await openRecording(accountId, 'slow')
  const quick = await openRecording(accountId, 'quick')
  const { names, announce } = heard()
  await quick.commit()
  await round(announce)
  await slow.commit()
  await round(announce)
  expect(names).toEqual(['quick', 'slow'])
  const events = await eventsAfter(database.db, accountId, 0, 10)
  expect(events.map((event) => [event.data['name'], event.position])).toEqual([
    ['quick', 1],
    ['slow', 2],
  ])
  expect(events[0]?.id).toBeGreaterThan(events[1]?.id ?? 0)
})

test('an event that is rolled back is never announced and leaves no hole in the positions', async () => {
  const [accountId = 0] = accountIds
  const { names, announce } = heard()
  const gone = await openRecording(accountId, 'gone')
  const kept = await openRecording(accountId, 'kept')
  await gone.rollBack()
  await round(announce)
  await kept.commit()
  await round(announce)
  expect(names).toEqual(['kept'])
  expect(await positionsOf(accountId)).toEqual([1])
})

/** Eight writers over two accounts, of whose 240 transactions about a quarter roll back. Returns the names that committed. */
async function writeWildly(seed: number): Promise<string[]> {
  const committed: string[] = []
  const random = seeded(seed)
  const plans = upTo(8).map((writer) => upTo(30).map((turn) => ({ name: `${writer}.${turn}`, keep: random() < 0.75 })))
  await Promise.all(
    plans.map(async (plan, writer) => {
      for (const { name, keep } of plan) {
        const recording = await openRecording(accountIds[writer % 2] ?? 0, name)
        if (!keep) await recording.rollBack()
        else await recording.commit().then(() => committed.push(name))
      }
    }),
  )
  return committed
}

test('positions are gapless per account while eight writers commit and roll back', async () => {
  const { names, events, announce } = heard()
  let writing = true
  const written = writeWildly(1).finally(() => (writing = false))
  while (writing) await round(announce)
  const committed = await written
  await round(announce)
  expect(names.sort()).toEqual(committed.sort())
  for (const accountId of accountIds) {
    const positions = events.filter((event) => event.accountId === accountId).map((event) => event.position)
    expect(positions).toEqual(upTo(positions.length))
    expect(await lastPosition(database.db, accountId)).toBe(positions.length)
  }
})

test('two relays at once skip no event, give no position twice and queue no job twice', async () => {
  const second = connect(database.url, { size: 4, onError: () => undefined })
  onTestFinished(() => second.close())
  const { names, announce } = heard()
  let writing = true
  const written = writeWildly(2).finally(() => (writing = false))
  const relay = async (db: Database) => {
    while (writing) await round(announce, db)
  }
  await Promise.all([relay(database.db), relay(second.db)])
  const committed = await written
  await Promise.all([round(announce), round(announce, second.db)])
  // A frame may be told twice; an event must not be missing.
  expect([...new Set(names)].sort()).toEqual(committed.sort())
  const heads = await lastPositions(database.db, accountIds)
  for (const accountId of accountIds) expect(await positionsOf(accountId)).toEqual(upTo(heads.get(accountId) ?? 0))
  const jobs = await queuedJobs()
  expect(new Set(jobs.map((job) => `${job.event} ${job.subscriber}`)).size).toBe(jobs.length)
  expect(jobs).toHaveLength(committed.length * reactions.length)
})

test('what was numbered before a crash is announced again, in order, before what came later', async () => {
  const [accountId = 0] = accountIds
  for (const name of ['one', 'two', 'three']) {
    await database.db.transaction().execute((tx) => record(tx, accountId, name))
  }
  await numberEvents(database.db, reactions, 2)
  await numberEvents(database.db, reactions, 2)
  await database.db.transaction().execute((tx) => record(tx, accountId, 'four'))
  const { names, announce } = heard()
  await round(announce)
  expect(names).toEqual(['one', 'two', 'three', 'four'])
  expect(await queuedJobs()).toHaveLength(4 * reactions.length)
})

test('an announcement that fails is repeated, and the jobs of its events are not', async () => {
  const [accountId = 0] = accountIds
  await database.db.transaction().execute((tx) => record(tx, accountId, 'one'))
  await expect(round(() => Promise.reject(new Error('the carrier is away')))).rejects.toThrow('the carrier is away')
  const { names, announce } = heard()
  await round(announce)
  await round(announce)
  expect(names).toEqual(['one'])
  expect(await queuedJobs()).toHaveLength(reactions.length)
})

test('more events than one batch holds are announced in one round', async () => {
  const [accountId = 0] = accountIds
  const many = upTo(1201).map((name) => ({ type: 'lamp.lit', data: { name } }))
  await database.db.transaction().execute((tx) => appendEvents(tx, { accountId, actor: system, now: new Date() }, many))
  const { names, announce } = heard()
  await round(announce)
  expect(names).toEqual(many.map((event) => String(event.data.name)))
})

test('only one connection holds the lock, and it hears of events that others committed', async () => {
  const notified = vi.fn()
  const held = await holdLock(database.pool, RELAY, notified)
  const other = connect(database.url, { size: 2, onError: () => undefined })
  onTestFinished(() => other.close())
  expect(await holdLock(other.pool, RELAY, () => undefined)).toBeNull()
  eventNotifier(other.pool, () => undefined)()
  await vi.waitFor(() => expect(notified).toHaveBeenCalled())
  await held?.release()
  const successor = await vi.waitFor(async () => {
    const lock = await holdLock(other.pool, RELAY, () => undefined)
    expect(lock).not.toBeNull()
    return lock
  })
  await successor?.release()
})

test('standing by leaves nothing behind on the connections it borrows', async () => {
  const held = await holdLock(database.pool, RELAY, () => undefined)
  const other = connect(database.url, { size: 1, onError: () => undefined })
  onTestFinished(() => other.close())
  const listeners = async () => {
    const client = await other.pool.connect()
    const count = client.listenerCount('error')
    client.release()
    return count
  }
  const before = await listeners()
  for (const _ of upTo(5)) await holdLock(other.pool, RELAY, () => undefined)
  expect(await listeners()).toBe(before)
  await held?.release()
})

async function relayOf(announce: (events: RecordedEvent[]) => Promise<void>) {
  const connection = connect(database.url, { size: 2, onError: () => undefined })
  const relay = startRelay({ db: connection.db, pool: connection.pool, log, reactions, announce })
  onTestFinished(async () => {
    await relay.stop()
    await connection.close()
  })
  return relay
}

async function killLockHolder() {
  await sql`select pg_terminate_backend(pid) from pg_locks
    where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`.execute(
    database.db,
  )
}

const patiently = { timeout: 20_000, interval: 20 }

test('a stand-by takes over when the active relay loses its connection, which stands by in turn', async () => {
  const { names, announce } = heard()
  const first = await relayOf(announce)
  await vi.waitFor(() => expect(first.isActive()).toBe(true), patiently)
  const second = await relayOf(announce)
  const [accountId = 0] = accountIds
  // The loser may be quicker to ask again than the other; each time one of the two is active.
  await vi.waitFor(async () => {
    if (first.isActive()) await killLockHolder()
    expect(second.isActive()).toBe(true)
  }, patiently)
  expect(first.isActive()).toBe(false)
  await database.db.transaction().execute((tx) => record(tx, accountId, 'afterwards'))
  second.wake()
  await vi.waitFor(() => expect(names).toEqual(['afterwards']), patiently)
  // The broken connections went back to their pools: there is still one to stand by with.
  await second.stop()
  await vi.waitFor(() => expect(first.isActive()).toBe(true), patiently)
})

test('a relay that stops lets go of the lock at once', async () => {
  const relay = await relayOf(async () => undefined)
  await vi.waitFor(() => expect(relay.isActive()).toBe(true), patiently)
  await relay.stop()
  const next = await relayOf(async () => undefined)
  await vi.waitFor(() => expect(next.isActive()).toBe(true), patiently)
})
