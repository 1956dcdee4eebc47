import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { aMailServer } from '../../testing/mail-server.ts'
import { queueMail } from './index.ts'

const addressed = { from: { name: 'Desk', address: 'desk@lamp.example' }, to: ['mo@sea.example'] }
const letter = { ...addressed, subject: 'Hello', body: { text: 'Hello Mo', html: '<p>Hello Mo</p>' } }

async function put(desk: TestDesk, more: object = {}): Promise<number> {
  const actor = { kind: 'system' as const }
  const mail = { purpose: 'transcript' as const, accountId: desk.accountId, ...letter, ...more }
  const id = await desk.ports.work(desk.accountId, actor, (work) => queueMail(work, mail))
  return id ?? 0
}

const stateOf = (desk: TestDesk, id: number) =>
  desk.database.db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

/** Makes the next attempt due, as if the pause were over. */
async function next(desk: TestDesk) {
  await sql`update graphile_worker._private_jobs set run_at = now()`.execute(desk.database.db)
  await desk.settle()
}

const messageIds = (sources: { source: string }[]) =>
  sources.map(({ source }) => /^Message-ID: (.+)$/im.exec(source)?.[1])

test('a mail goes out once, over TLS, and its text is forgotten', async () => {
  const server = await aMailServer()
  const desk = await aDesk(server.environment)
  const id = await put(desk, { cc: ['Jo@sea.example', 'mo@sea.example'], bcc: ['secret@sea.example'] })
  await desk.settle()
  await desk.settle()
  expect(server.taken.map(({ to, from }) => [from, to])).toEqual([
    ['desk@lamp.example', ['mo@sea.example', 'Jo@sea.example', 'secret@sea.example']],
  ])
  expect(server.taken[0]?.source).toContain('Hello Mo')
  expect(server.taken[0]?.source).not.toContain('secret@')
  expect(await stateOf(desk, id)).toMatchObject({ state: 'sent', attempts: 1, body_encrypted: null, recipients: [] })
  expect((await stateOf(desk, id)).last_answer).toContain('Taken as 42')
})

test('what is not now is tried again as the same mail, and what is never is given up', async () => {
  const server = await aMailServer()
  server.moods.push({ code: 451, words: 'Greylisted, come back' }, { code: 421, words: 'Busy' })
  const desk = await aDesk(server.environment)
  const id = await put(desk)
  await desk.settle()
  expect(await stateOf(desk, id)).toMatchObject({ state: 'waiting', last_answer: '451 Greylisted, come back' })
  // Before the pause is over nothing is tried.
  await desk.settle()
  expect(server.attempts).toBe(1)
  await next(desk)
  await next(desk)
  expect([server.attempts, server.taken.length]).toEqual([3, 1])
  expect(await stateOf(desk, id)).toMatchObject({ state: 'sent', attempts: 3 })

  server.moods.push({ code: 554, words: 'We do not want this' })
  const unwanted = await put(desk)
  await desk.settle()
  await next(desk)
  expect(await stateOf(desk, unwanted)).toMatchObject({ state: 'failed', last_answer: '554 We do not want this' })
  expect(server.attempts).toBe(4)
})

test('a connection that is cut before the answer leads to a copy under the same Message-ID', async () => {
  const server = await aMailServer()
  server.moods.push('take and hang up')
  const desk = await aDesk(server.environment)
  const id = await put(desk)
  await desk.settle()
  expect(await stateOf(desk, id)).toMatchObject({ state: 'waiting' })
  await next(desk)
  expect(server.taken.length).toBe(2)
  expect(new Set(messageIds(server.taken)).size).toBe(1)
  expect(await stateOf(desk, id)).toMatchObject({ state: 'sent' })
})

test('whom the server took it for does not get it again', async () => {
  const server = await aMailServer()
  server.recipients.set('later@sea.example', { code: 450, words: 'Mailbox busy' })
  server.recipients.set('gone@sea.example', { code: 550, words: 'No such person' })
  const desk = await aDesk(server.environment)
  const id = await put(desk, { to: ['mo@sea.example', 'later@sea.example', 'gone@sea.example'] })
  await desk.settle()
  expect(await stateOf(desk, id)).toMatchObject({ state: 'waiting', recipients: ['later@sea.example'] })
  expect((await stateOf(desk, id)).last_answer).toContain('gone@sea.example: 550 No such person')
  server.recipients.clear()
  await next(desk)
  expect(server.taken.map(({ to }) => to)).toEqual([['mo@sea.example'], ['later@sea.example']])
  expect(await stateOf(desk, id)).toMatchObject({ state: 'sent' })
})

test('a certificate for another name is not believed, and nothing is said to its server', async () => {
  const server = await aMailServer({ certificateFor: 'other.example' })
  const desk = await aDesk(server.environment)
  const id = await put(desk)
  await desk.settle()
  expect(await stateOf(desk, id)).toMatchObject({ state: 'waiting' })
  expect((await stateOf(desk, id)).last_answer).toContain('altnames')
  expect(server.attempts).toBe(0)
})

test('a wrong password is said without the password', async () => {
  const server = await aMailServer()
  const desk = await aDesk({ ...server.environment, SMTP_PASSWORD: 'wrong-secret' })
  const id = await put(desk)
  await desk.settle()
  const { state, last_answer: answer } = await stateOf(desk, id)
  expect([state, answer?.includes('535')]).toEqual(['failed', true])
  expect(answer).not.toContain('wrong-secret')
})

test('a server inside the network is not spoken to unless the operator allows it', async () => {
  const server = await aMailServer()
  const desk = await aDesk({ ...server.environment, OUTGOING_ALLOW: '10.1.2.3' })
  const id = await put(desk)
  await desk.settle()
  expect(await stateOf(desk, id)).toMatchObject({ state: 'failed' })
  expect((await stateOf(desk, id)).last_answer).toContain('OUTGOING_ALLOW')
})

test('a mail that a crash left half way is sent again as the same attempt, and a stale job does nothing', async () => {
  const server = await aMailServer()
  const desk = await aDesk(server.environment)
  const id = await put(desk)
  await desk.database.db.updateTable('mails').set({ state: 'sending', attempts: 1 }).where('id', '=', id).execute()
  await desk.settle()
  expect(await stateOf(desk, id)).toMatchObject({ state: 'sent', attempts: 1 })
  const again = { task: 'send-mail', payload: { mailId: id, attempt: 1 } }
  await desk.ports.work(desk.accountId, { kind: 'system' }, async (work) => work.later(again))
  await desk.settle()
  expect(server.taken.length).toBe(1)
})
