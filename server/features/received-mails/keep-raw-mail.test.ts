import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { findInboxByRecipient, keepRawMail, type RawMail } from './index.ts'

async function aMailbox(desk: TestDesk, email = 'help@lamp.example') {
  const { body } = await desk.ada.post('~/inboxes', { name: 'Help', channel: { type: 'email', email } })
  const { id: inboxId } = body as { id: number }
  const keep = (source: RawMail['source'], more: Partial<RawMail> = {}) =>
    keepRawMail(desk.ports, { accountId: desk.accountId, inboxId, via: 'imap', source, ...more })
  return { inboxId, keep }
}

const mail = (...lines: string[]) => Buffer.from([...lines, '', 'Hello', ''].join('\r\n'))
const letter = mail('Message-ID: <one@sea.example>', 'From: Mo <mo@sea.example>', 'Subject: A', '  lamp', 'Date: Mon')

async function blobsOf(desk: TestDesk): Promise<string[]> {
  const keys = []
  for await (const { key } of desk.ports.blobs.keys()) keys.push(key)
  return keys
}

test('a mail is kept once per inbox, however often and over whichever way it comes', async () => {
  const desk = await aDesk()
  const { keep, inboxId } = await aMailbox(desk)
  const first = await keep(letter, { envelope: { from: 'mo@sea.example', to: ['help@lamp.example'] } })
  expect(first.isNew).toBe(true)
  const copy = Buffer.concat([Buffer.from('Received: from elsewhere\r\n'), letter])
  const again = await Promise.all([keep(letter), keep(copy, { via: 'smtp' }), keep(Readable.from([letter]))])
  expect(again).toEqual(again.map(() => ({ id: first.id, isNew: false })))
  const rows = await desk.database.db.selectFrom('received_mails').selectAll().execute()
  expect(rows).toMatchObject([
    {
      inbox_id: inboxId,
      header_id: 'one@sea.example',
      subject: 'A lamp',
      sender: 'Mo <mo@sea.example>',
      state: 'waiting',
    },
  ])
  expect(await blobsOf(desk)).toEqual([rows[0]?.blob_key])
  const other = await aMailbox(desk, 'sales@lamp.example')
  expect((await other.keep(letter)).isNew).toBe(true)
})

test('a mail without a Message-ID is known by what its sender wrote, not by its way', async () => {
  const desk = await aDesk()
  const { keep } = await aMailbox(desk)
  const bare = (trace: string, subject: string) => mail(`Received: ${trace}`, 'Message-ID: <>', `Subject: ${subject}`)
  const { id } = await keep(bare('a', 'One'))
  expect(await keep(Buffer.from(bare('b', 'One').toString().replaceAll('\r', '')))).toEqual({ id, isNew: false })
  expect((await keep(bare('a', 'Two'))).isNew).toBe(true)
  const ids = await desk.database.db.selectFrom('received_mails').select('header_id').execute()
  expect(ids.every(({ header_id: one }) => /^[0-9a-f]{64}@source\.invalid$/.test(one))).toBe(true)
})

test('mails without a head are as different as their words', async () => {
  const desk = await aDesk()
  const { keep } = await aMailbox(desk)
  const kept = []
  for (const source of [
    '',
    '\r\nOne text',
    '\r\nAnother text',
    'One line: of\nno head\n',
    'One line: of\nanother\n',
    '\nOne text',
  ])
    kept.push((await keep(Buffer.from(source))).isNew)
  expect(kept).toEqual([true, true, true, true, true, false])
})

test('a mail whose head never ends is known again, however its bytes come', async () => {
  const desk = await aDesk()
  const { keep } = await aMailbox(desk)
  const source = Buffer.from('X-Long: a line of it\r\n'.repeat(20_000).concat('\r\nHello\r\n'))
  const inPieces = (size: number) =>
    Readable.from(
      Array.from({ length: Math.ceil(source.length / size) }, (_, at) => source.subarray(at * size, (at + 1) * size)),
    )
  const { id } = await keep(source)
  for (const size of [50_000, 65_536, 300_000]) expect(await keep(inPieces(size))).toEqual({ id, isNew: false })
})

test('another mail under the same Message-ID is not lost, in whatever order they come', async () => {
  const desk = await aDesk()
  const { keep } = await aMailbox(desk)
  const one = mail('Message-ID: <same@scanner.example>', 'Date: Mon, 1 Jan 2024 10:00:00 +0000')
  const two = mail('Message-ID: <same@scanner.example>', 'Date: Tue, 2 Jan 2024 10:00:00 +0000')
  const kept = []
  for (const source of [one, two, two, one, two]) kept.push((await keep(source)).isNew)
  expect(kept).toEqual([true, true, false, false, false])
})

test('what is too large, cut short or for nobody leaves nothing behind', async () => {
  const desk = await aDesk()
  const { keep } = await aMailbox(desk)
  await expect(keep(letter, { maximumBytes: 20 })).rejects.toThrow('more than 20 bytes')
  async function* cut() {
    yield letter.subarray(0, 10)
    throw new Error('The connection is gone')
  }
  await expect(keep(Readable.from(cut()))).rejects.toThrow('The connection is gone')
  await expect(keep(letter, { inboxId: 4711 })).rejects.toThrow('could not be found')
  expect(await desk.database.db.selectFrom('received_mails').select('id').execute()).toEqual([])
})

test('an address leads to its inbox: its own, with a plus, forwarded to, or of a conversation', async () => {
  const desk = await aDesk()
  const { inboxId } = await aMailbox(desk)
  const plus = await aMailbox(desk, 'help+vip@lamp.example')
  const { forward_token: token } = await desk.database.db
    .selectFrom('email_channels')
    .select('forward_token')
    .where('inbox_id', '=', inboxId)
    .executeTakeFirstOrThrow()
  const contact = (await desk.ada.post('~/contacts', { name: 'Mo', email: 'mo@sea.example' })).body.payload.contact
  const { body } = await desk.ada.post('~/conversations', { inbox_id: inboxId, contact_id: contact.id })
  const inboxAt = async (address: string) => (await findInboxByRecipient(desk.ports.db, address))?.inboxId
  for (const address of [
    'Help@LAMP.example',
    'help+x@lamp.example',
    `${token}@in.example`,
    `reply+${body.uuid}@in.example`,
  ])
    expect(await inboxAt(address), address).toBe(inboxId)
  expect(await inboxAt('help+vip@lamp.example')).toBe(plus.inboxId)
  for (const nobody of [
    '',
    '@',
    'nobody@lamp.example',
    'help@elsewhere.example',
    'reply+@in.example',
    "x'@y",
    '\u0000@a',
  ])
    expect(await inboxAt(nobody), nobody).toBeUndefined()
  await desk.database.db.updateTable('accounts').set({ status: 'suspended' }).execute()
  expect(await inboxAt('help@lamp.example')).toBeUndefined()
})
