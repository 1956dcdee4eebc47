import { sql } from 'kysely'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { aPostfixForAll } from '../../testing/a-postfix.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { isSignedRight } from '../../testing/dkim.ts'
import { mailboxPassword, whyNoDovecot, type Dovecot } from '../../testing/dovecot.ts'
import { aMail, mailboxOf } from '../../testing/incoming-mail.ts'
import { headerOf, wordsOf } from '../../testing/mail-talk.ts'
import { whyNoPostfix, type Postfix } from '../../testing/postfix.ts'

const why = whyNoPostfix ?? whyNoDovecot
const patiently = { timeout: 15_000, interval: 25 }
const HELP = 'help@lamp.example'
const [MO, ANN, JO] = ['mo@sea.example', 'ann@sea.example', 'jo@sea.example']

describe.skipIf(why)(`answers that go out through a real Postfix${why ? ` (skipped: ${why})` : ''}`, () => {
  const servers = aPostfixForAll({ people: [MO, ANN, JO] })
  const aTalk = (wanted?: Wanted) => aTalkBy(servers(), wanted)

  test('an answer is in the mailbox of the customer, signed, and in the thread of their mail', async () => {
    const { desk, inbox, answers } = await aTalk()
    const dkim = await publishKey(desk, inbox)
    await answers('Which lamp?')
    const [source = '', ...more] = await mailOf(servers(), MO)
    expect(more).toEqual([])
    expect(wordsOf(source)).toContain('Which lamp?')
    expect(headerOf(source, 'In-Reply-To')).toBe('<first@sea.example>')
    expect(headerOf(source, 'References')).toContain('<first@sea.example>')
    expect(headerOf(source, 'Subject')).toBe('Re: A lamp')
    expect(headerOf(source, 'Return-Path')).toBe(`<${HELP}>`)
    expect(headerOf(source, 'Received')).toMatch(/with ESMTPSA/)
    expect(isSignedRight(source, dkim)).toBe(true)
    expect(isSignedRight(source.replace('lamp?', 'lump?'), dkim)).toBe(false)
    expect(await lastMessage(desk)).toMatchObject({ status: 'delivered' })
  })

  test('whom Postfix does not know is said on the message, in its words, and it is not tried again', async () => {
    const { desk, answers, next } = await aTalk({ customer: 'nobody@sea.example' })
    await answers('Which lamp?')
    expect(await lastMessage(desk)).toMatchObject({
      status: 'failed',
      content_attributes: { external_error: expect.stringMatching(/^550 5\.1\.1 <nobody@sea\.example>.*unknown/) },
    })
    await next()
    expect(await attempts(desk)).toEqual([1])
  })

  test('a password that Postfix does not take is said on the message', async () => {
    const { desk, answers } = await aTalk({ password: 'a wrong one' })
    await answers('Which lamp?')
    expect(await lastMessage(desk)).toMatchObject({
      status: 'failed',
      content_attributes: { external_error: expect.stringMatching(/^535 5\.7\.8/) },
    })
  })

  test('while Postfix is down an answer waits, and is delivered once when it is back', async () => {
    const { desk, postfix, answers, next } = await aTalk({ customer: ANN })
    await postfix.stop()
    await answers('Which lamp?')
    expect(await lastMessage(desk)).toMatchObject({ status: 'sent' })
    await next()
    await postfix.start()
    await next()
    await next()
    expect(await lastMessage(desk)).toMatchObject({ status: 'delivered' })
    expect(await attempts(desk)).toEqual([3])
    expect(await mailOf(servers(), ANN)).toHaveLength(1)
  })

  test('a server with a certificate of another authority is told nothing', async () => {
    const { desk, answers } = await aTalk({ customer: JO, environment: { SMTP_CA_FILE: undefined } })
    await answers('Which lamp?')
    const { last_answer: answer } = await desk.database.db.selectFrom('mails').selectAll().executeTakeFirstOrThrow()
    expect(answer).toMatch(/self-signed/)
    expect(await mailOf(servers(), JO)).toEqual([])
  })
})

interface Wanted {
  customer?: string
  password?: string
  environment?: Record<string, string | undefined>
}

/** A desk with an inbox that sends through Postfix, in which a customer has written. */
async function aTalkBy(
  { postfix }: { postfix: Postfix },
  { customer = MO, password = mailboxPassword, environment = {} }: Wanted = {},
) {
  const { SMTP_HOST: _host, SMTP_PORT: _port, ...rest } = { ...postfix.environment(HELP), ...environment }
  const desk = await aDesk(Object.fromEntries(Object.entries(rest).filter((one): one is [string, string] => !!one[1])))
  const smtp = { smtp_enabled: true, smtp_address: 'localhost', smtp_port: postfix.port }
  const channel = { type: 'email', email: HELP, ...smtp, smtp_login: HELP, smtp_password: password }
  const { body } = await desk.ada.post('~/inboxes', { name: 'Help', channel })
  const inbox = Number(body.id)
  const { receives } = mailboxOf(desk, { inboxId: inbox })
  await receives(aMail({ 'Message-ID': '<first@sea.example>', From: `Mo <${customer}>` }))
  const answers = async (content: string) => {
    expect((await desk.ada.post('~/conversations/1/messages', { content })).status).toBe(200)
    await desk.settle()
  }
  /** Makes the next attempt due, as if the pause were over. */
  const next = async () => {
    await sql`update graphile_worker._private_jobs set run_at = now()`.execute(desk.database.db)
    await desk.settle()
  }
  return { desk, inbox, postfix, answers, next }
}

/** Lets the record of the signing key be found; returns it. */
async function publishKey(desk: TestDesk, inbox: number): Promise<string> {
  const check = async () => (await desk.ada.post(`~/inboxes/${inbox}/check_dns`)).body.records
  const [, dkim] = await check()
  desk.ports.dns.txt = async (name) => (name === dkim.name ? [dkim.value] : [])
  expect((await check())[1]).toMatchObject({ state: 'present' })
  return String(dkim.value)
}

/** The mails of somebody, once Postfix has put all of its queue where it belongs. */
async function mailOf({ dovecot, postfix }: { dovecot: Dovecot; postfix: Postfix }, user: string): Promise<string[]> {
  // It answers once a mail is in its queue, and puts it into the folder after that.
  await vi.waitFor(async () => expect(await postfix.waiting()).toEqual([]), patiently)
  const mailbox = await dovecot.client(user)
  onTestFinished(() => mailbox.leave())
  return mailbox.sources()
}

async function lastMessage(desk: TestDesk) {
  return (await desk.ada.get('~/conversations/1/messages')).body.payload.at(-1)
}

async function attempts(desk: TestDesk): Promise<number[]> {
  return (await desk.database.db.selectFrom('mails').select('attempts').execute()).map((one) => one.attempts)
}
