import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { rolldown } from 'rolldown'
import { expect, onTestFinished, test, vi } from 'vitest'
import { packagePath } from '../platform/config/package-path.ts'
import { addMessage, lockConversation } from '../features/conversations/index.ts'
import { system } from '../kernel/actor.ts'
import { aDesk, type TestDesk } from './desk.ts'
import { aVisitor, aWebsite } from './people.ts'
import { hostile } from './hostile-receiver.ts'
import { seeded } from './random.ts'
import { aReceiver, type Answering, type Arrived, type TestReceiver } from './webhook-receiver.ts'

const EVENTS = 1500
const CONVERSATIONS = 30
const KILLS = 12
const TELLERS = 2
const patiently = { timeout: 150_000, interval: 250 }

// Attempts follow one another quickly here; how long the real pauses are is another test's matter.
const environment = {
  OUTGOING_ALLOW: '127.0.0.1',
  WEBHOOK_TIMEOUT: '0.5',
  WEBHOOK_RETRIES: Array.from({ length: 60 }, () => '0.05').join(','),
}

test('1,500 events reach a hostile receiver in order, whatever is killed meanwhile, and every attempt has its row', async () => {
  const desk = await aDesk()
  const receiver = await aHostileReceiver(seeded(7))
  const path = { url: receiver.url, subscriptions: ['message_created'] }
  expect((await desk.ada.post('~/webhooks', path)).status).toBe(200)
  await beginConversations(desk)
  const tellers = await startTellers(desk)
  const random = seeded(11)
  const writing = write(desk)
  for (let kill = 0; kill < KILLS; kill++) {
    // At any point of what it is at, but never before it did something.
    const arrived = receiver.arrived.length
    await vi.waitFor(() => expect(receiver.arrived.length).toBeGreaterThan(arrived + 20), patiently)
    await new Promise((resolve) => setTimeout(resolve, random() * 200))
    await tellers.replace(kill % TELLERS)
  }
  await writing
  await vi.waitFor(async () => expect(await unfinished(desk)).toEqual({ waiting: 0, behind: 0, lanes: 0 }), patiently)
  await tellers.kill()
  await everythingArrivedInOrder(desk, receiver)
  await everyAttemptHasARow(desk, receiver)
}, 300_000)

interface Hostile extends TestReceiver {
  /** What it took, in order. */
  taken: { id: number; conversation: number; delivery: string }[]
}

async function aHostileReceiver(random: () => number): Promise<Hostile> {
  const receiver = await aReceiver()
  const taken: Hostile['taken'] = []
  const answer: Answering = hostile(random, ({ body, headers }: Arrived) => {
    taken.push({ id: body.id, conversation: body.conversation.id, delivery: String(headers['webhook-id']) })
  })
  receiver.answers.shift = () => answer
  return { ...receiver, taken }
}

async function beginConversations(desk: TestDesk) {
  const inbox = await aWebsite(desk.ada)
  for (let number = 0; number < CONVERSATIONS; number++) {
    const visitor = await aVisitor(desk.app, inbox.website_token)
    await visitor.writes('Message 0')
  }
}

/** The rest of the messages, some units of work at a time: the events of one conversation in their order. */
async function write(desk: TestDesk) {
  const { rows } = await desk.database.pool.query('select id from conversations order by id')
  const writer = async (first: number) => {
    for (let turn = first; turn < EVENTS - CONVERSATIONS; turn += 4) {
      const { id } = rows[turn % CONVERSATIONS]
      await desk.ports.work(desk.accountId, system, async (work) => {
        const conversation = await lockConversation(work, id)
        await addMessage(work, conversation, { direction: 'outgoing', sender: null, content: `Message ${turn + 1}` })
      })
    }
  }
  await Promise.all([0, 1, 2, 3].map(writer))
}

async function unfinished(desk: TestDesk) {
  const { rows } = await sql<{ waiting: number; behind: number; lanes: number }>`
    select (select count(*) from webhook_deliveries where state <> 'delivered') as waiting,
      (select count(*) from webhook_lanes) as lanes,
      ((select count(*) from events where position is null) +
        (select sum(last - position) from webhook_followers join event_positions using (account_id)))::integer as behind`.execute(
    desk.database.db,
  )
  return rows[0]
}

async function everythingArrivedInOrder(desk: TestDesk, { taken }: Hostile) {
  const { rows } = await desk.database.pool.query(
    `select messages.id, number from messages join conversations on conversations.id = conversation_id
     where direction <> 'activity' order by messages.id`,
  )
  expect(rows.length).toBe(EVENTS)
  const first = taken.filter((one, at) => taken.findIndex(({ id }) => id === one.id) === at)
  expect(first.length).toBe(EVENTS)
  for (let number = 1; number <= CONVERSATIONS; number++) {
    const wanted = rows.filter((row) => row.number === number).map(({ id }) => id)
    expect(first.filter(({ conversation }) => conversation === number).map(({ id }) => id)).toEqual(wanted)
  }
  // What comes twice has the same id, and nothing new has come in between in its conversation.
  for (const one of taken) {
    expect(one.delivery).toBe(first.find(({ id }) => id === one.id)?.delivery)
  }
}

async function everyAttemptHasARow(desk: TestDesk, receiver: Hostile) {
  const { rows } = await desk.database.pool.query(
    `select uuid, count(*)::integer as attempts, count(*) filter (where outcome = 'delivered')::integer as delivered,
      count(*) filter (where outcome is null)::integer as open
     from webhook_deliveries join webhook_attempts on delivery_id = id group by uuid`,
  )
  expect(rows.length).toBe(EVENTS)
  const requests = new Map<string, number>()
  for (const { headers } of receiver.arrived) {
    const delivery = String(headers['webhook-id'])
    requests.set(delivery, (requests.get(delivery) ?? 0) + 1)
  }
  for (const { uuid, attempts, delivered, open } of rows) {
    expect(requests.get(uuid) ?? 0).toBeLessThanOrEqual(attempts)
    expect([delivered, open]).toEqual([1, 0])
  }
  const lost = await desk.database.pool.query("select count(*)::integer from webhook_attempts where outcome = 'lost'")
  // The kills hit something.
  expect(lost.rows[0].count).toBeGreaterThan(0)
}

/** Processes that tell; the next ones are started when one is killed. */
async function startTellers(desk: TestDesk) {
  const program = await buildTeller()
  const start = () => {
    const env = { PATH: process.env['PATH'], ...environment }
    return spawn(process.execPath, [program, desk.database.url], { stdio: ['ignore', 'pipe', 'inherit'], env })
  }
  const end = async (child: ChildProcess | undefined) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  const running = Array.from({ length: TELLERS }, start)
  const kill = async () => void (await Promise.all(running.map(end)))
  onTestFinished(kill)
  const replace = async (place: number) => {
    await end(running[place])
    running[place] = start()
  }
  return { replace, kill }
}

/** The program as one file, for it is started often. */
async function buildTeller(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-teller-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  await symlink(packagePath('node_modules'), join(directory, 'node_modules'))
  const bundle = await rolldown({
    input: packagePath('server/testing/webhook-teller.ts'),
    platform: 'node',
    external: (id) => !id.startsWith('.') && !id.startsWith('/'),
  })
  await bundle.write({ dir: directory, format: 'esm', entryFileNames: 'teller.mjs' })
  await bundle.close()
  return join(directory, 'teller.mjs')
}
