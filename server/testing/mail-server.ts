import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callbackify } from 'node:util'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'
import { onTestFinished } from 'vitest'
import { aCertificate } from './certificate.ts'

/** A mail that the server took. */
export interface TakenMail {
  from: string
  to: string[]
  source: string
}

/** What the server says to a mail or to a recipient instead of taking it, in the order of attempts. */
export type Mood = { code: number; words: string } | 'take' | 'take and hang up' | 'take and say nothing'

/** A real SMTP server on this machine, with TLS. */
export interface TestMailServer {
  port: number
  taken: TakenMail[]
  /** How many times a whole mail arrived, taken or not. */
  attempts: number
  /** What it says to the next mails; it takes what comes after. */
  moods: Mood[]
  /** What it says to each recipient, by address. */
  recipients: Map<string, { code: number; words: string }>
  /** The settings of a desk that sends through it. */
  environment: Record<string, string>
  close(): Promise<void>
}

export const mailUser = 'desk@lamp.example'
export const mailPassword = 'a pass-word/for+mail'

/** Starts a mail server; it ends with the test. Its certificate is for `localhost` unless told. */
export async function aMailServer(
  options: { certificateFor?: string; more?: SMTPServerOptions } = {},
): Promise<TestMailServer> {
  const directory = await mkdtemp(join(tmpdir(), 'porchlight-mail-'))
  const { key, cert } = await aCertificate(options.certificateFor ?? 'localhost', directory)
  const state: Pick<TestMailServer, 'taken' | 'attempts' | 'moods' | 'recipients'> = {
    taken: [],
    attempts: 0,
    moods: [],
    recipients: new Map(),
  }
  const take = (source: string, session: SMTPServerSession, done: (error?: Error | null, words?: string) => void) => {
    state.attempts += 1
    const mood = state.moods.shift() ?? 'take'
    if (typeof mood === 'object') return done(Object.assign(new Error(mood.words), { responseCode: mood.code }))
    const { mailFrom, rcptTo } = session.envelope
    state.taken.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), source })
    if (mood === 'take') return done(null, 'Taken as 42')
    if (mood === 'take and hang up') for (const connection of server.connections) connection.close()
  }
  const server = new SMTPServer({
    key,
    cert,
    authMethods: ['PLAIN', 'LOGIN', 'CRAM-MD5'],
    onAuth: (auth, _session, done) => {
      const isRight = auth.username === mailUser && (auth.password === mailPassword || auth.method === 'CRAM-MD5')
      done(isRight ? null : Object.assign(new Error('Wrong password'), { responseCode: 535 }), { user: mailUser })
    },
    onRcptTo: ({ address }, _session, done) => {
      const no = state.recipients.get(address)
      done(no ? Object.assign(new Error(no.words), { responseCode: no.code }) : null)
    },
    onData: (stream, session, done) =>
      callbackify(() => readAll(stream))((_error, source) => take(source, session, done)),
    logger: false,
    ...options.more,
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  const close = async () => {
    for (const connection of server.connections) connection.close()
    await new Promise<void>((resolve) => server.close(() => resolve()))
    await rm(directory, { recursive: true, force: true })
  }
  onTestFinished(close)
  return Object.assign(state, { port, close, environment: environmentOf(port, join(directory, 'cert.pem')) })
}

function environmentOf(port: number, authorities: string): Record<string, string> {
  return {
    SMTP_HOST: 'localhost',
    SMTP_PORT: String(port),
    SMTP_USERNAME: mailUser,
    SMTP_PASSWORD: mailPassword,
    SMTP_CA_FILE: authorities,
    OUTGOING_ALLOW: 'localhost',
    PUBLIC_URL: 'https://desk.lamp.example',
    MAIL_INBOUND_DOMAIN: 'in.lamp.example',
  }
}

async function readAll(stream: AsyncIterable<Buffer | string>): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces).toString()
}
