import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { rolldown } from 'rolldown'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openDiskBlobs } from '../platform/blobs/disk-blobs.ts'
import { packagePath } from '../platform/config/package-path.ts'
import { aDesk, type TestDesk } from './desk.ts'
import { aMail, aMailbox } from './incoming-mail.ts'
import { seeded } from './random.ts'

const KILLS = 8
const THREADS = 12
const COPIES = 3
const AT_ONCE = 6
const patiently = { timeout: 60_000, interval: 50 }

/** What is to become of a mail. */
interface Letter {
  source: string
  /** Unlike that of any other mail; null when no message is to come of it. */
  content: string | null
  /** Mails of one thread end in one conversation. */
  thread: string
}

/** Threads of three, mails without an id, with a large file, from nobody, and broken ones. */
function letters(): Letter[] {
  const all: Letter[] = []
  const put = (thread: string, headers: Record<string, string | null>, more = '') => {
    const content = `Mail number ${all.length} of all`
    const From = `${thread} <${thread}@sea.example>`
    all.push({ source: aMail({ From, ...headers }, `${content}\r\n${more}`), content, thread })
  }
  for (let number = 0; number < THREADS; number++) {
    const [thread, root] = [`thread${number}`, `<root${number}@sea.example>`]
    put(thread, { 'Message-ID': root })
    put(thread, { 'In-Reply-To': root, References: root })
    put(thread, { References: `<never@sea.example> ${root}` })
  }
  for (let number = 0; number < 4; number++) put(`bare${number}`, { 'Message-ID': number % 2 ? null : '<>' })
  const file = Buffer.alloc(600_000, 'lamp ').toString('base64').replace(/.{76}/g, '$&\r\n')
  const head = { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary="x"' }
  for (let number = 0; number < 3; number++) {
    const content = `Mail with a file ${number}`
    const body = `--x\r\n\r\n${content}\r\n--x\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename="a.bin"\r\nContent-Transfer-Encoding: base64\r\n\r\n${file}\r\n--x--`
    const thread = `file${number}`
    all.push({ source: aMail({ From: `${thread}@sea.example`, ...head }, body), content, thread })
  }
  all.push({ source: aMail({ From: null }, 'From nobody'), content: null, thread: '' })
  all.push({ source: '\u0000\u0000\u0000', content: null, thread: '' })
  return all
}

test('a process that is killed while mails come in three times each loses none, takes none twice and leaves none behind', async () => {
  const desk = await aDesk()
  const { inboxId } = await aMailbox(desk)
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-mail-in-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  const random = seeded(5)
  const all = letters()
  const place = { accountId: desk.accountId, inboxId }
  const deliveries = shuffled(
    Array.from({ length: all.length * COPIES }, (_, index) => all[index % all.length]?.source ?? ''),
    random,
  ).map((source, number) => ({ number, ...place, source: Buffer.from(source).toString('base64') }))
  // The next process is loaded already when one is killed.
  const program = await buildTaker()
  const spare = () => loadTaker([program, desk.database.url, directory])
  let taker = spare()
  let next = spare()
  onTestFinished(async () => void (await Promise.all([taker.kill(), next.kill()])))
  const acknowledged = new Set<number>()
  for (let kill = 1; kill <= KILLS + 1; kill++) {
    const enough = kill > KILLS ? deliveries.length : Math.floor((deliveries.length * kill) / (KILLS + 2))
    await taker.hand(
      deliveries.filter(({ number }) => !acknowledged.has(number)),
      acknowledged,
      enough,
    )
    if (kill > KILLS) break
    // At any point of what it is at.
    await new Promise((resolve) => setTimeout(resolve, random() * 80))
    await taker.kill()
    taker = next
    if (kill < KILLS) next = spare()
  }
  await vi.waitFor(async () => expect(await unfinished(desk)).toEqual({ waiting: 0, jobs: 0 }), patiently)
  await taker.kill()
  await everyMailIsThereOnce(desk, all)
  await everySourceIsKept(desk, directory, all)
}, 120_000)

async function everyMailIsThereOnce(desk: TestDesk, all: Letter[]) {
  const rows = await desk.database.db.selectFrom('received_mails').select(['state', 'message_id']).execute()
  const wanted = all.filter(({ content }) => content !== null)
  expect(rows.length).toBe(all.length)
  expect(rows.filter(({ state }) => state === 'accepted').length).toBe(wanted.length)
  expect(rows.filter(({ state }) => state === 'quarantined').length).toBe(all.length - wanted.length)
  const messages = await desk.database.db
    .selectFrom('messages')
    .select(['id', 'content', 'conversation_id as conversation'])
    .execute()
  const contents = (of: { content: string | null }[]) => of.map(({ content }) => content ?? '').toSorted(inOrder)
  expect(contents(messages)).toEqual(contents(wanted))
  const places = new Map(messages.map(({ content, conversation }) => [content, conversation]))
  const threads = new Set(wanted.map(({ thread }) => thread))
  for (const thread of threads) {
    const members = wanted.filter((letter) => letter.thread === thread)
    expect(new Set(members.map(({ content }) => places.get(content))).size, thread).toBe(1)
  }
  expect(new Set(places.values()).size).toBe(threads.size)
  const told = await desk.database.db.selectFrom('events').select('id').where('type', '=', 'message.created').execute()
  expect(told.length).toBe(messages.length)
  expect((await desk.database.db.selectFrom('attachments').select('id').execute()).length).toBe(3)
}

const inOrder = (one: string, other: string) => (one < other ? -1 : 1)

async function everySourceIsKept(desk: TestDesk, directory: string, all: Letter[]) {
  const blobs = await openDiskBlobs({ directory })
  const rows = await desk.database.db.selectFrom('received_mails').select('blob_key').execute()
  const sources = await Promise.all(rows.map(async ({ blob_key: key }) => buffer(await blobs.open(key ?? ''))))
  expect(sources.map(String).toSorted(inOrder)).toEqual(all.map(({ source }) => source).toSorted(inOrder))
}

async function unfinished(desk: TestDesk) {
  const { rows } = await sql<{ waiting: number; jobs: number }>`
    select (select count(*) from received_mails where state = 'waiting') as waiting,
      (select count(*) from graphile_worker.jobs where task_identifier = 'read-mail') as jobs`.execute(desk.database.db)
  return rows[0]
}

/** The program as one file: it is started nine times, and compiling it takes longer than all it does. */
async function buildTaker(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-taker-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  await symlink(packagePath('node_modules'), join(directory, 'node_modules'))
  const bundle = await rolldown({
    input: packagePath('server/testing/mail-taker.ts'),
    platform: 'node',
    external: (id) => !id.startsWith('.') && !id.startsWith('/'),
  })
  await bundle.write({ dir: directory, format: 'esm', entryFileNames: 'taker.mjs' })
  await bundle.close()
  return join(directory, 'taker.mjs')
}

/** A process that takes mails, loaded but not begun. */
function loadTaker(program: string[]) {
  const child = spawn(process.execPath, program, { stdio: ['pipe', 'pipe', 'inherit'] })
  const gone = once(child, 'exit')
  child.stdin.on('error', () => undefined)
  const lines = createInterface({ input: child.stdout })
  return {
    /** Hands mails over, some at once, until so many are acknowledged in all. */
    hand: (mails: { number: number }[], acknowledged: Set<number>, enough: number) =>
      hand({ child, lines }, mails, acknowledged, enough),
    kill: async () => {
      child.kill('SIGKILL')
      await gone
    },
  }
}

async function hand(
  { child, lines }: { child: ChildProcess; lines: ReturnType<typeof createInterface> },
  mails: { number: number }[],
  acknowledged: Set<number>,
  enough: number,
): Promise<void> {
  let next = 0
  const send = () => {
    const mail = mails[next++]
    if (mail) child.stdin?.write(`${JSON.stringify(mail)}\n`)
  }
  await new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      acknowledged.add(Number(line))
      send()
      if (acknowledged.size >= enough) resolve()
    })
    for (let count = 0; count < AT_ONCE; count++) send()
  })
}

function shuffled<Item>(items: Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item)
}
