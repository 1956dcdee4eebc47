import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { expect, onTestFinished, test } from 'vitest'
import { aCertificate } from '../../../testing/certificate.ts'
import { aDesk, type TestDesk } from '../../../testing/desk.ts'
import { startListening, type ListenSettings } from './start-listening.ts'

test('a mail for an inbox is stored before it is acknowledged, with where it came from above it', async () => {
  const { desk, send } = await aListeningDesk()
  const info = await send({ to: 'support@lamp.example', messageId: '<one@home.example>' })
  expect(info.response).toContain('250 2.0.0 Stored')
  const [row] = await kept(desk)
  expect(row).toMatchObject({ header_id: 'one@home.example', via: 'smtp', envelope_from: 'mo@home.example' })
  expect(row?.envelope_to).toEqual(['support@lamp.example'])
  const source = await text(await desk.ports.blobs.open(row?.blob_key ?? ''))
  expect(source).toMatch(/^Return-Path: <mo@home\.example>\r\nReceived: from \S+ \(\[127\.0\.0\.1\]\)/)
  expect(source).toContain('Subject: The lamp')
})

test('a mail that is brought twice is acknowledged twice and kept once', async () => {
  const { desk, send } = await aListeningDesk()
  const mail = { to: 'support@lamp.example', messageId: '<one@home.example>', date: new Date(0) }
  await send(mail)
  expect((await send(mail)).response).toContain('250')
  expect(await kept(desk)).toHaveLength(1)
})

test('nothing is taken for strangers, and nothing is relayed', async () => {
  const { desk, send } = await aListeningDesk()
  await expect(send({ to: 'somebody@else.example' })).rejects.toMatchObject({ responseCode: 550 })
  expect(await kept(desk)).toEqual([])
})

test('recipients of two inboxes are asked to be brought one after the other, and both get the mail', async () => {
  const { desk, send } = await aListeningDesk()
  await desk.ada.post('~/inboxes', { name: 'Sales', channel: { type: 'email', email: 'sales@lamp.example' } })
  const info = await send({ to: ['support@lamp.example', 'sales@lamp.example'], messageId: '<one@home.example>' })
  expect(info.accepted).toEqual(['support@lamp.example'])
  const [refused] = info.rejectedErrors ?? []
  expect(refused).toMatchObject({ responseCode: 452, recipient: 'sales@lamp.example' })
  await send({ to: 'sales@lamp.example', messageId: '<one@home.example>' })
  expect(await kept(desk)).toHaveLength(2)
})

test('a mail that is too large is refused for good, whether it says so or not', async () => {
  const { desk, send, dialogue } = await aListeningDesk({ maximumBytes: 5000 })
  const large = { to: 'support@lamp.example', text: 'x'.repeat(70).concat('\n').repeat(200) }
  await expect(send(large)).rejects.toMatchObject({ responseCode: 552 })
  const mute = ['EHLO me', 'MAIL FROM:<mo@home.example>', 'RCPT TO:<support@lamp.example>', 'DATA']
  const body = `Subject: Large\r\n\r\n${'y'.repeat(70).concat('\r\n').repeat(200)}.`
  expect(await dialogue([...mute, body])).toMatch(/552 5\.3\.4/)
  expect(await kept(desk)).toEqual([])
})

test('while the database is away the sender is told to come again, and nothing is lost or doubled', async () => {
  const { desk, send } = await aListeningDesk()
  const { work } = desk.ports
  desk.ports.work = () => Promise.reject(new Error('the database is away'))
  const mail = { to: 'support@lamp.example', messageId: '<one@home.example>', date: new Date(0) }
  await expect(send(mail)).rejects.toMatchObject({ responseCode: 451 })
  desk.ports.work = work
  await send(mail)
  expect(await kept(desk)).toHaveLength(1)
})

test('a connection that breaks in the middle of a mail leaves nothing', async () => {
  const { desk, port, dialogue } = await aListeningDesk()
  const socket = connect(port, '127.0.0.1')
  for (const line of ['EHLO me', 'MAIL FROM:<mo@home.example>', 'RCPT TO:<support@lamp.example>', 'DATA']) {
    await new Promise((resolve) => socket.once('data', resolve))
    socket.write(`${line}\r\n`)
  }
  await new Promise((resolve) => socket.once('data', resolve))
  socket.write('Message-ID: <half@home.example>\r\n\r\nThe first half')
  socket.destroy()
  // One that comes afterwards is taken as ever.
  const whole = ['EHLO me', 'MAIL FROM:<>', 'RCPT TO:<support@lamp.example>', 'DATA']
  await dialogue([...whole, 'Message-ID: <whole@home.example>\r\n\r\nAll of it\r\n.', 'QUIT'])
  expect((await kept(desk)).map((row) => row.header_id)).toEqual(['whole@home.example'])
})

test('with a certificate the connection is encrypted, without one it is not offered', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-listen-'))
  onTestFinished(() => rm(directory, { recursive: true, force: true }))
  const { cert } = await aCertificate('localhost', directory)
  const files = { certificateFile: join(directory, 'cert.pem'), keyFile: join(directory, 'key.pem') }
  const { desk, port } = await aListeningDesk({ tls: files })
  const transport = createTransport({ host: 'localhost', port, requireTLS: true, tls: { ca: cert } })
  await transport.sendMail({ from: 'mo@home.example', to: 'support@lamp.example', subject: 'Sealed', text: 'Hello' })
  const [row] = await kept(desk)
  expect(await text(await desk.ports.blobs.open(row?.blob_key ?? ''))).toContain('with ESMTPS')
  const { dialogue } = await aListeningDesk()
  expect(await dialogue(['EHLO me', 'QUIT'])).not.toContain('STARTTLS')
})

test('who guesses addresses, or opens too many connections, is sent away', async () => {
  const { dialogue, port } = await aListeningDesk()
  const guesses = Array.from({ length: 11 }, (_, index) => `RCPT TO:<guess${index}@lamp.example>`)
  const said = await dialogue(['EHLO me', 'MAIL FROM:<>', ...guesses])
  expect(said.match(/^550 /gm)).toHaveLength(10)
  expect(said).toMatch(/^421 /m)
  const sockets = Array.from({ length: 10 }, () => connect(port, '127.0.0.1'))
  onTestFinished(() => sockets.forEach((socket) => socket.destroy()))
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('data', resolve))))
  expect(await dialogue(['EHLO me', 'QUIT'])).toContain('421 4.7.0 Too many connections')
})

/** A desk with an inbox, that listens for mail. */
async function aListeningDesk(more: Partial<ListenSettings> = {}) {
  const desk = await aDesk()
  await desk.ada.post('~/inboxes', { name: 'Support', channel: { type: 'email', email: 'support@lamp.example' } })
  const settings = { port: 0, host: '127.0.0.1', maximumBytes: 1_000_000, connections: 50, ...more }
  const { port, stop } = await startListening(desk.ports, settings)
  onTestFinished(stop)
  const send = async (mail: SendMailOptions) => {
    const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
    const usual = { from: 'mo@home.example', subject: 'The lamp', text: 'It is broken.' }
    return (await transport.sendMail({ ...usual, ...mail })) as {
      response: string
      accepted: string[]
      rejectedErrors?: unknown[]
    }
  }
  return { desk, port, send, dialogue: (lines: string[]) => dialogue(port, lines) }
}

/** Says one line after each answer, and returns all that was answered. */
async function dialogue(port: number, lines: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  const left = [...lines]
  let heard = ''
  await new Promise<void>((resolve) => {
    socket.on('data', (piece: Buffer) => {
      heard += piece.toString()
      if (!/^\d{3} .*\r\n$/m.test(heard.slice(heard.lastIndexOf('\n', heard.length - 2) + 1))) return
      const next = left.shift()
      if (next === undefined) socket.end()
      else socket.write(`${next}\r\n`)
    })
    socket.once('close', () => resolve())
    socket.on('error', () => undefined)
  })
  return heard
}

function kept(desk: TestDesk) {
  return desk.ports.db.selectFrom('received_mails').selectAll().orderBy('id').execute()
}
