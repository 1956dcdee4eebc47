import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { setInterval } from 'node:timers'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { Ports } from '../../../platform/http/ports.ts'
import { SmtpNo, takeMail, takeRecipient, type Envelope } from './take-mail.ts'

/** How forwarded mail is listened for. */
export interface ListenSettings {
  port: number
  host: string
  /** What the desk calls itself. */
  name?: string | undefined
  /** Files for STARTTLS; absent, it is not offered. */
  tls?: { certificateFile: string; keyFile: string } | undefined
  maximumBytes: number
  connections: number
}

/** The listener for forwarded mail. */
export interface MailListener {
  port: number
  /** Takes nothing new and lets what is under way finish. */
  stop(): Promise<void>
}

const OF_ONE_ADDRESS = 10
// Who names so many strangers in one connection is guessing.
const STRANGERS = 10
const SILENCE_MS = 60_000
const CERTIFICATE_MS = 60 * 60_000

/** Listens for mail by SMTP (RFC 5321). It takes mail for addresses of inboxes only, and says 250 only to what is stored. */
export async function startListening(ports: Ports, settings: ListenSettings): Promise<MailListener> {
  const name = settings.name ?? hostname()
  const envelopes = new WeakMap<SMTPServerSession, Envelope>()
  const strangers = new WeakMap<SMTPServerSession, number>()
  const open = new Map<string, number>()
  const { tls, maximumBytes } = settings
  const envelopeOf = (session: SMTPServerSession) => envelopes.get(session) ?? { inbox: null, to: [] }
  const server = new SMTPServer({
    ...(tls && (await certificateOf(tls))),
    hideSTARTTLS: tls === undefined,
    name,
    banner: 'Porchlight',
    size: maximumBytes,
    authOptional: true,
    disabledCommands: ['AUTH'],
    disableReverseLookup: true,
    maxClients: settings.connections,
    maxAllowedUnauthenticatedCommands: false,
    socketTimeout: SILENCE_MS,
    logger: false,
    onConnect: ({ remoteAddress }, done) => {
      const count = (open.get(remoteAddress) ?? 0) + 1
      open.set(remoteAddress, count)
      done(count > OF_ONE_ADDRESS ? new SmtpNo(421, '4.7.0 Too many connections from your address') : null)
    },
    onClose: ({ remoteAddress }) => {
      const left = (open.get(remoteAddress) ?? 1) - 1
      if (left > 0) open.set(remoteAddress, left)
      else open.delete(remoteAddress)
    },
    onMailFrom: (_address, session, done) => {
      envelopes.set(session, { inbox: null, to: [] })
      done()
    },
    onRcptTo: ({ address }, session, done) => {
      const met = strangers.get(session) ?? 0
      if (met >= STRANGERS) return done(new SmtpNo(421, '4.7.0 Too many unknown recipients'))
      takeRecipient(ports, envelopeOf(session), address).then(
        () => done(),
        (error: Error) => {
          if (error instanceof SmtpNo && error.responseCode === 550) strangers.set(session, met + 1)
          done(error)
        },
      )
    },
    onData: (stream, session, done) => {
      takeMail(ports, stream, { envelope: envelopeOf(session), session, name, maximumBytes }).then(
        () => done(null, '2.0.0 Stored'),
        (error: Error) => done(error),
      )
    },
  })
  // Connections that break are everyday; what could not be stored is logged where it happens.
  server.on('error', (error) => ports.log.debug({ error }, 'a connection that brings mail broke'))
  const port = await listen(server, settings)
  const timer = tls && setInterval(() => void renew(server, tls, ports), CERTIFICATE_MS).unref()
  return {
    port,
    stop: async () => {
      clearInterval(timer)
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function listen(server: SMTPServer, { port, host }: ListenSettings): Promise<number> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, host, () => {
      const address = server.server.address()
      resolve(typeof address === 'object' && address ? address.port : port)
    })
  })
}

async function certificateOf(tls: { certificateFile: string; keyFile: string }) {
  return { cert: await readFile(tls.certificateFile), key: await readFile(tls.keyFile), minVersion: 'TLSv1.2' as const }
}

/** Certificates of today live for weeks: a new one is taken without a restart. */
async function renew(server: SMTPServer, tls: { certificateFile: string; keyFile: string }, ports: Ports) {
  try {
    server.updateSecureContext(await certificateOf(tls))
  } catch (error) {
    ports.log.warn({ error }, 'the certificate for incoming mail could not be read again; the one from before is used')
  }
}
