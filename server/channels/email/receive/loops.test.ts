import { expect, test } from 'vitest'
import { anotherCompany } from '../../../testing/another-company.ts'
import { aDesk, type TestDesk } from '../../../testing/desk.ts'
import { aBounce, aMail, aMailbox, type TestMailbox } from '../../../testing/incoming-mail.ts'
import { aMailServer, type TestMailServer } from '../../../testing/mail-server.ts'

const greeting = { greeting_enabled: true, greeting_message: 'We are on it' }

/** Brings what the server took to the mailboxes it is for, until nothing is under way any more. Returns how many mails there were. */
async function carry(desk: TestDesk, server: TestMailServer, mailboxes: TestMailbox[]): Promise<number> {
  let carried = 0
  for (; carried < server.taken.length && carried < 50; carried++) {
    const { from, to, source } = server.taken[carried] ?? { from: '', to: [], source: '' }
    for (const mailbox of mailboxes.filter(({ email }) => to.includes(email)))
      await mailbox.takes(`Return-Path: <${from}>\r\n${source}`, { via: 'smtp', envelope: { from, to } })
    await desk.settle()
  }
  return carried
}

const count = async (desk: TestDesk, table: 'conversations' | 'messages', accountId?: number) => {
  const query = desk.database.db.selectFrom(table).select('id')
  return (await (accountId === undefined ? query : query.where('account_id', '=', accountId)).execute()).length
}

test('two desks that answer by themselves stop after one answer, whoever began', async () => {
  const server = await aMailServer()
  const desk = await aDesk(server.environment)
  const zoe = await anotherCompany(desk)
  const ours = await aMailbox(desk, greeting)
  const theirs = await aMailbox(desk, {
    email: 'help@rival.example',
    by: zoe,
    accountId: zoe.user.account_id,
    ...greeting,
  })
  const { body: contact } = await desk.ada.post('~/contacts', { name: 'Rival', email: theirs.email })
  await desk.ada.post('~/conversations', {
    inbox_id: ours.inboxId,
    contact_id: contact.payload.contact.id,
    message: { content: 'May we ask you something?' },
  })
  await desk.settle()
  const carried = await carry(desk, server, [ours, theirs])
  expect(carried).toBeLessThanOrEqual(2)
  for (const accountId of [desk.accountId, zoe.user.account_id]) {
    expect(await count(desk, 'conversations', accountId)).toBe(1)
    expect(await count(desk, 'messages', accountId)).toBeLessThanOrEqual(2)
  }
})

test('two installations whose mails lose every mark on the way stop as well', async () => {
  const server = await aMailServer()
  const desk = await aDesk(server.environment)
  const ours = await aMailbox(desk, greeting)
  // The other side answers everything at once and in a new thread, as bad programs do.
  for (let round = 0; round < 20; round++) {
    await ours.receives(aMail({ Subject: `Thank you for your mail ${round}` }, 'We will come back to you.'))
  }
  expect(server.taken.length).toBe(1)
})

test('a program that answers every mail of ours is heard once a day outside, and three times inside a conversation', async () => {
  const server = await aMailServer()
  const desk = await aDesk(server.environment)
  const { receives } = await aMailbox(desk)
  const away = (more = {}) => aMail({ 'Auto-Submitted': 'auto-replied (vacation)', Subject: 'Away', ...more })
  const states = []
  for (let day = 0; day < 3; day++) states.push((await receives(away())).state)
  expect(states).toEqual(['accepted', 'ignored', 'ignored'])
  await receives(aMail({ 'Message-ID': '<question@sea.example>' }))
  const inside = []
  for (let answer = 0; answer < 5; answer++)
    inside.push((await receives(away({ 'In-Reply-To': '<question@sea.example>' }))).state)
  expect(inside).toEqual(['accepted', 'accepted', 'accepted', 'ignored', 'ignored'])
  expect(await count(desk, 'conversations')).toBe(2)
  // What a machine reports by itself is news each time.
  const news = { 'Auto-Submitted': 'auto-generated', From: 'Cron <cron@sea.example>' }
  for (const night of ['1', '2', '3']) await receives(aMail({ ...news, Subject: `Backup ${night}` }))
  expect(await count(desk, 'conversations')).toBe(5)
  desk.pass(25 * 3600)
  expect((await receives(away())).state).toBe('accepted')
})

test(
  'a storm of a thousand bounces makes no conversation, and our own mail that comes back neither',
  { timeout: 120_000 },
  async () => {
    const server = await aMailServer()
    const desk = await aDesk(server.environment)
    const mailbox = await aMailbox(desk, greeting)
    const { body: contact } = await desk.ada.post('~/contacts', { name: 'Mo', email: 'mo@sea.example' })
    await desk.ada.post('~/conversations', {
      inbox_id: mailbox.inboxId,
      contact_id: contact.payload.contact.id,
      message: { content: 'Your lamp is ready' },
    })
    await desk.settle()
    const own = server.taken[0]?.source ?? ''
    const id = /^Message-ID:\s+<(.+)>/im.exec(own)?.[1] ?? ''
    expect(await mailbox.receives(own)).toMatchObject({ state: 'ignored', reason: 'It went out from this inbox.' })
    for (let gust = 0; gust < 1000; gust += 25) {
      await Promise.all(
        Array.from({ length: 25 }, (_, one) => mailbox.takes(one % 2 ? aBounce(id) : aBounce('not-ours@sea.example'))),
      )
    }
    await desk.settle()
    const states = await desk.database.db
      .selectFrom('received_mails')
      .select('state')
      .where('state', '=', 'bounce')
      .execute()
    expect(states.length).toBe(1000)
    expect(await count(desk, 'conversations')).toBe(1)
    expect(await count(desk, 'messages')).toBe(1)
    expect(server.taken.length).toBe(1)
    const failures = await desk.database.db
      .selectFrom('events')
      .select('id')
      .where('type', '=', 'message.updated')
      .execute()
    // Sent, and failed once.
    expect(failures.length).toBe(2)
  },
)

test('nothing that answers by itself answers programs, lists, no-reply, old mail or the desk', async () => {
  const server = await aMailServer()
  const desk = await aDesk(server.environment)
  await aMailbox(desk, { email: 'sales@lamp.example' })
  const { receives } = await aMailbox(desk, greeting)
  const silent: Record<string, string>[] = [
    { 'Auto-Submitted': 'auto-generated' },
    { 'Return-Path': '<>' },
    { 'List-Id': '<lamps.lists.example>' },
    { 'List-Unsubscribe': '<mailto:out@lists.example>' },
    { Precedence: 'bulk' },
    { Precedence: 'junk' },
    { Precedence: 'list' },
    { 'X-Auto-Response-Suppress': 'OOF, AutoReply' },
    { 'X-Autoreply': 'yes' },
    { From: 'No Reply <no-reply@shop.example>' },
    { From: 'donotreply@shop.example' },
    { From: 'Sales <sales@lamp.example>' },
    { Date: 'Mon, 05 Jan 2015 10:00:00 +0100' },
  ]
  for (const [index, headers] of silent.entries()) {
    const { state } = await receives(aMail({ From: `Mo <mo${index}@sea.example>`, ...headers }))
    expect([state, server.taken.length], JSON.stringify(headers)).toEqual(['accepted', 0])
  }
  expect((await receives(aMail({}), { envelope: { from: '', to: ['help@lamp.example'] } })).state).toBe('accepted')
  expect(server.taken.length).toBe(0)
  await receives(aMail({ 'Auto-Submitted': 'no', From: 'Ann <ann@shore.example>' }))
  expect(server.taken.map(({ from, to }) => [from, to])).toEqual([['', ['ann@shore.example']]])
})
