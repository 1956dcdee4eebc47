import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createTransport } from 'nodemailer'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { aPostfixForAll } from '../../../testing/a-postfix.ts'
import { aDesk, type TestDesk } from '../../../testing/desk.ts'
import { whyNoDovecot } from '../../../testing/dovecot.ts'
import { freePort } from '../../../testing/free-port.ts'
import { mailboxOf, aMail } from '../../../testing/incoming-mail.ts'
import { headerOf } from '../../../testing/mail-talk.ts'
import { whyNoPostfix } from '../../../testing/postfix.ts'
import { startListening } from './start-listening.ts'

const why = whyNoPostfix ?? whyNoDovecot
const patiently = { timeout: 15_000, interval: 25 }
const HELP = 'help@lamp.example'
const MO = 'mo@sea.example'

describe.skipIf(why)(`mail that a real Postfix forwards${why ? ` (skipped: ${why})` : ''}`, () => {
  let listenPort = 0
  const servers = aPostfixForAll(async () => {
    listenPort = await freePort()
    return { people: [MO], relay: { domain: 'lamp.example', port: listenPort } }
  })

  test('a mail for the desk is handed on to it over TLS, and is a message', async () => {
    const { desk, listen, writes } = await aForwardedDesk()
    await listen()
    await writes({ to: HELP, messageId: '<one@sea.example>' })
    await keptAre(desk, ['one@sea.example'])
    await desk.settle()
    expect((await desk.ada.get('~/conversations/1/messages')).body.payload[0]).toMatchObject({
      content: 'A lamp is broken.',
      sender: { email: MO },
    })
    const [row] = await kept(desk)
    const source = await text(await desk.ports.blobs.open(row?.blob_key ?? ''))
    expect(source).toMatch(
      /^Return-Path: <mo@sea\.example>\r\nReceived: from mx\.sea\.example .*\r\n\tby .* with ESMTPS/,
    )
  })

  test('while the desk is down Postfix keeps its mail, even over a restart of its own, and it is there once', async () => {
    const { desk, listen, writes, waits } = await aForwardedDesk()
    for (const name of ['one', 'two', 'three']) await writes({ to: HELP, messageId: `<${name}@sea.example>` })
    await waits([HELP, HELP, HELP])
    await servers().postfix.flush()
    await servers().postfix.stop()
    await servers().postfix.start()
    expect(await kept(desk)).toEqual([])
    const stop = await listen()
    await servers().postfix.flush()
    await waits([])
    await keptAre(desk, ['one@sea.example', 'three@sea.example', 'two@sea.example'])
    // And once more, as a sender does that has not heard the answer.
    await writes({ to: HELP, messageId: '<two@sea.example>' })
    await waits([])
    await keptAre(desk, ['one@sea.example', 'three@sea.example', 'two@sea.example'])
    await stop()
  })

  test('while the desk cannot store a mail, Postfix is told to keep it', async () => {
    const { desk, listen, writes, waits } = await aForwardedDesk()
    await listen()
    const { work } = desk.ports
    desk.ports.work = () => Promise.reject(new Error('the database is away'))
    await writes({ to: HELP, messageId: '<one@sea.example>' })
    await waits([HELP])
    desk.ports.work = work
    await servers().postfix.flush()
    await waits([])
    await keptAre(desk, ['one@sea.example'])
  })

  test('what Postfix reports as undeliverable is said on the message, and begins no conversation', async () => {
    const { desk, inbox, listen, waits } = await aForwardedDesk()
    await listen()
    // Nobody at the domain that comes back to the desk: Postfix takes the answer, and hears the no afterwards.
    await mailboxOf(desk, { inboxId: inbox }).receives(aMail({ From: 'Gone <gone@lamp.example>' }))
    await desk.ada.post('~/conversations/1/messages', { content: 'Which lamp?' })
    await desk.settle()
    await waits([])
    await vi.waitFor(async () => expect(await kept(desk)).toHaveLength(2), patiently)
    await desk.settle()
    expect((await kept(desk))[1]).toMatchObject({ state: 'bounce', envelope_from: '' })
    expect((await desk.ada.get('~/conversations/1/messages')).body.payload.at(-1)).toMatchObject({
      status: 'failed',
      content_attributes: { external_error: expect.stringContaining('is nobody here') },
    })
    expect((await desk.ada.get('~/conversations?status=all')).body.data.payload).toHaveLength(1)
  })

  test('an unknown address of the desk is refused, and Postfix tells the sender', async () => {
    const { listen, writes, waits } = await aForwardedDesk()
    await listen()
    await writes({ to: 'nobody@lamp.example', messageId: '<lost@sea.example>' })
    await waits([])
    const mailbox = await servers().dovecot.client(MO)
    onTestFinished(() => mailbox.leave())
    const [report] = await mailbox.sources()
    expect(headerOf(report, 'Subject')).toBe('Undelivered Mail Returned to Sender')
    expect(report).toContain('550 5.1.1')
  })

  /** A desk with an inbox, and people who write to it through Postfix; `listen` lets its door open. */
  async function aForwardedDesk() {
    const { postfix } = servers()
    const desk = await aDesk(postfix.environment(HELP))
    const { body } = await desk.ada.post('~/inboxes', { name: 'Help', channel: { type: 'email', email: HELP } })
    const { authorities } = postfix.certificate
    const tls = { certificateFile: authorities, keyFile: join(dirname(authorities), 'key.pem') }
    const settings = { port: listenPort, host: '127.0.0.1', name: 'localhost', maximumBytes: 1_000_000, connections: 9 }
    const listen = async () => {
      const { stop } = await startListening(desk.ports, { ...settings, tls })
      onTestFinished(stop)
      return stop
    }
    const writes = async (mail: { to: string; messageId: string }) => {
      const transport = createTransport({ host: '127.0.0.1', port: postfix.port, ignoreTLS: true })
      const date = new Date(0)
      await transport.sendMail({ from: MO, subject: 'A lamp', text: 'A lamp is broken.', date, ...mail })
      transport.close()
    }
    const waits = (recipients: string[]) =>
      vi.waitFor(async () => {
        expect(await postfix.waiting()).toEqual(recipients)
      }, patiently)
    return { desk, inbox: Number(body.id), listen, writes, waits }
  }
})

function kept(desk: TestDesk) {
  return desk.ports.db.selectFrom('received_mails').selectAll().orderBy('id').execute()
}

async function keptAre(desk: TestDesk, ids: string[]) {
  await vi.waitFor(
    async () => expect((await kept(desk)).map((row) => row.header_id).toSorted()).toEqual(ids),
    patiently,
  )
}
