import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openDiskBlobs } from '../platform/blobs/disk-blobs.ts'
import { startEmbeddedDatabase } from '../platform/database/embedded/start-embedded-database.ts'
import { aDovecot } from './a-dovecot.ts'
import { whyNoDovecot } from './dovecot.ts'
import { asStored, identityOf, readCorpus, type CorpusMail } from './mail-corpus.ts'
import { startServer } from './process.ts'
import { seeded } from './random.ts'

const administrator = { ADMIN_EMAIL: 'ada@lamp.example', ADMIN_PASSWORD: 'correct horse battery' }
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const patiently = { timeout: 240_000, interval: 25 }
const mailbox = 'support@lamp.example'
const COPIES = 3
const KILLS = 4

interface Row {
  state: string
  reason: string | null
  blob_key: string | null
  message_id: number | null
}

test.skipIf(whyNoDovecot)(
  `the whole corpus, three times in any order over IMAP with the process killed: each mail comes in once${whyNoDovecot ? ` (skipped: ${whyNoDovecot})` : ''}`,
  async () => {
    const begun = performance.now()
    const random = seeded(11)
    const corpus = readCorpus()
    const copies = shuffled(Array.from({ length: COPIES }, () => corpus).flat(), random)
    const { directory, dovecot, environment, query } = await aPlace()
    let server = await startServer(environment)
    onTestFinished(() => server.end('SIGKILL'))
    await makeInbox(server.url, dovecot.channel(mailbox))
    // Somebody signs in, so that the folder is there.
    const other = await dovecot.client(mailbox)
    await other.says('EXAMINE INBOX')
    other.leave()
    for (const { source } of copies) await dovecot.deliver(mailbox, source)
    const fetched = async () =>
      (await query<{ last_uid: number }>('select last_uid::int from mailbox_fetches'))[0]?.last_uid ?? 0
    const marks = Array.from({ length: KILLS }, () => Math.floor(random() * copies.length)).toSorted((a, b) => a - b)
    const killedAt: number[] = []
    for (const mark of marks) {
      await vi.waitFor(async () => expect(await fetched()).toBeGreaterThanOrEqual(mark), patiently)
      // In the middle of whatever it is at.
      await new Promise((resolve) => setTimeout(resolve, random() * 60))
      await server.end('SIGKILL')
      killedAt.push(await fetched())
      server = await startServer(environment)
    }
    await vi.waitFor(async () => expect(await fetched()).toBe(copies.length), patiently)
    const waiting = "select id from received_mails where state = 'waiting'"
    await vi.waitFor(async () => expect(await query(waiting)).toEqual([]), patiently)
    await everyMailIsThereOnce({ corpus, directory, query })
    const rows = await query<Row>('select * from received_mails')
    const count = (state: string) => rows.filter((row) => row.state === state).length
    process.stdout.write(
      `${copies.length} mails of ${corpus.length} kinds, killed after ${killedAt.join(', ')}: ${count('accepted')} messages, ${count('quarantined')} quarantined, ${count('bounce')} bounces, ${count('ignored')} ignored; 0 lost, 0 twice, 0 stuck, in ${((performance.now() - begun) / 1000).toFixed(0)} s\n`,
    )
  },
  600_000,
)

type Query = <R extends object>(text: string) => Promise<R[]>

/** A mail server, a database and the settings of a desk that is to be killed. */
async function aPlace() {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-corpus-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  const dovecot = await aDovecot()
  const database = await startEmbeddedDatabase({ dataDirectory: join(directory, 'postgres'), log: quiet })
  onTestFinished(() => database.stop())
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  onTestFinished(() => client.end())
  const environment = {
    DATA_DIR: directory,
    DATABASE_URL: database.url,
    DEMO: 'no',
    ...administrator,
    ...dovecot.environment,
  }
  const query = async <R extends object>(text: string) => (await client.query<R>(text)).rows
  return { directory, dovecot, environment, query }
}

async function everyMailIsThereOnce(parts: { corpus: CorpusMail[]; directory: string; query: Query }) {
  const { corpus, directory, query } = parts
  const blobs = await openDiskBlobs({ directory: join(directory, 'blobs') })
  const rows = await query<Row>('select state, reason, blob_key, message_id from received_mails')
  const found = await Promise.all(
    rows.map(async (row) => ({ ...row, source: asStored(await buffer(await blobs.open(row.blob_key ?? ''))) })),
  )
  const wanted = new Map<string, CorpusMail[]>()
  for (const one of corpus) {
    const identity = identityOf(one.source)
    wanted.set(identity, [...(wanted.get(identity) ?? []), one])
  }
  const outcomes = [...wanted.values()].map((kinds) => {
    const ours = found.filter(({ source }) => kinds.some((one) => asStored(one.source) === source))
    return { name: kinds[0]?.name, states: ours.map(({ state }) => state), reason: ours[0]?.reason ?? null }
  })
  const expected = [...wanted.values()].map(([one]) => ({
    name: one?.name,
    states: [one?.becomes],
    reason: one?.reason ?? (one?.becomes === 'accepted' ? null : expect.any(String)),
  }))
  expect(outcomes).toEqual(expected)
  expect(found.length).toBe(wanted.size)
  const messages = await query<{ id: number }>("select id from messages where direction = 'incoming'")
  const accepted = found.filter(({ state }) => state === 'accepted').map((row) => row.message_id)
  expect(new Set(messages.map(({ id }) => id))).toEqual(new Set(accepted))
  expect(messages.length).toBe(accepted.length)
}

function shuffled<Item>(items: Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ item }) => item)
}

async function makeInbox(url: string, channel: object) {
  const credentials = JSON.stringify({ email: administrator.ADMIN_EMAIL, password: administrator.ADMIN_PASSWORD })
  const json = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/auth/sign_in`, { method: 'POST', body: credentials, headers: json })
  const { data } = (await answer.json()) as { data: { account_id: number; access_token: string } }
  const made = await fetch(`${url}/api/v1/accounts/${data.account_id}/inboxes`, {
    method: 'POST',
    body: JSON.stringify({ name: 'Support', channel }),
    headers: { ...json, api_access_token: data.access_token },
  })
  expect(made.status).toBe(200)
}
