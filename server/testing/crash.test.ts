import { mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { relayReactions } from '../app/start-worker.ts'
import { connect, type Database } from '../platform/database/connection.ts'
import { startEmbeddedDatabase } from '../platform/database/embedded/start-embedded-database.ts'
import { startServer } from './process.ts'
import { seeded } from './random.ts'
import { openWebsite, startWriting, type Acknowledged } from './writers.ts'

const KILLS = 50
const administrator = { ADMIN_EMAIL: 'ada@lamp.example', ADMIN_PASSWORD: 'correct horse battery' }

test('a process that is killed fifty times loses nothing it acknowledged and does nothing twice', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-crash-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  const port = await freePort()
  const environment = { DATA_DIR: directory, PORT: String(port), DEMO: 'no', ...administrator }
  let server = await startServer(environment)
  onTestFinished(() => server.end('SIGKILL'))
  const website = await openWebsite(server.url, administrator)
  const writers = startWriting(website, { visitors: 6, agents: 3, random: seeded(20) })
  const random = seeded(19)
  for (let kill = 0; kill < KILLS; kill++) {
    // Some moments after an acknowledgement, at any point of the next requests, jobs and announcements.
    await writers.anotherAcknowledged()
    await new Promise((resolve) => setTimeout(resolve, random() * 120))
    await server.end('SIGKILL')
    server = await startServer(environment)
  }
  await writers.anotherAcknowledged()
  const acknowledged = await writers.stop()
  await server.end('SIGKILL')

  const database = await startEmbeddedDatabase({ dataDirectory: directory, log: quiet })
  const { db, close } = connect(database.url, { size: 4, onError: () => undefined })
  onTestFinished(async () => {
    await close()
    await server.end('SIGKILL')
    await database.stop()
  })
  server = await startServer({ ...environment, DATABASE_URL: database.url })
  await vi.waitFor(async () => expect(await unfinished(db)).toEqual({ events: 0, jobs: [] }), patiently)
  await everythingIsThereOnce(db, acknowledged)
  await everyEventHasItsPlace(db)
  await everyReactionRanOnce(db)
  for (const { file } of acknowledged) if (file) expect(await website.reread(file.message)).toBe(file.text)
  expect(acknowledged.filter(({ file }) => file).length).toBeGreaterThan(0)
}, 300_000)

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const patiently = { timeout: 60_000, interval: 100 }

/** What is due and not done. Mails that gather what happens for some minutes are due later. */
async function unfinished(db: Database) {
  const { rows } = await sql<{ events: number; jobs: unknown[] }>`
    select (select count(*) from events where not announced) as events,
      (select coalesce(json_agg(jobs), '[]') from graphile_worker.jobs where run_at <= now()) as jobs`.execute(db)
  return rows[0]
}

async function everythingIsThereOnce(db: Database, acknowledged: Acknowledged[]) {
  const rows = await db
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .select(['messages.content', 'conversations.number as conversation'])
    .where('messages.direction', 'in', ['incoming', 'outgoing'])
    .execute()
  const stored = new Map(rows.map((row) => [row.content, row.conversation]))
  // Every content is unique, so a message that is stored twice shows here.
  expect(stored.size).toBe(rows.length)
  for (const { content, conversation } of acknowledged) expect(stored.get(content), content).toBe(conversation)
  expect(acknowledged.length).toBeGreaterThan(KILLS)
  // A visitor whose first answer was lost did not begin twice.
  const counts = await sql<{ sessions: number; conversations: number }>`
    select (select count(*) from contact_inboxes) as sessions,
      (select count(*) from conversations) as conversations`.execute(db)
  expect(counts.rows[0]?.conversations).toBe(counts.rows[0]?.sessions)
}

async function everyEventHasItsPlace(db: Database) {
  const { rows } = await sql<{
    first: number
    last: number
    count: number
    events: number
    head: number
    messages: number
  }>`
    select min(position) as first, max(position) as last, count(distinct position) as count, count(*) as events,
      (select max(last) from event_positions) as head,
      count(*) filter (where type = 'message.created') as messages
    from events`.execute(db)
  const messages = await db
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .execute()
  const head = rows[0]?.head
  expect(rows[0]).toEqual({ first: 1, last: head, count: head, events: head, head, messages: messages[0]?.count })
}

// There are no rules, and what finds nothing to do leaves no mark.
const toBeginnings = relayReactions.filter(
  ({ type, subscriber }) => type === 'conversation.created' && subscriber !== 'run-rules',
)

async function everyReactionRanOnce(db: Database) {
  const { rows } = await sql<{ number: number; greetings: number; answered: boolean; reactions: number }>`
    select number,
      (select count(*) from messages where conversation_id = conversations.id and direction = 'template') as greetings,
      exists (select from messages where conversation_id = conversations.id and direction = 'outgoing') as answered,
      (select count(*) from events join event_reactions on event_id = events.id
        where events.conversation_id = conversations.id and type = 'conversation.created') as reactions
    from conversations order by number`.execute(db)
  for (const { number, greetings, answered, reactions } of rows) {
    expect(reactions, `reactions in conversation ${number}`).toBe(toBeginnings.length)
    // Whoever was answered by an agent first needs no greeting.
    if (!answered) expect(greetings, `greetings in conversation ${number}`).toBe(1)
    else expect(greetings).toBeLessThanOrEqual(1)
  }
  expect(rows.length).toBeGreaterThan(KILLS / 10)
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address() as net.AddressInfo
  probe.close()
  await once(probe, 'close')
  return address.port
}
