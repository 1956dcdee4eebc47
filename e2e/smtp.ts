import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A mail server on this machine that takes everything but what it is told to refuse. */
export interface MailHost {
  port: number
  taken: { to: string[]; source: string }[]
  /** Addresses whose mailbox is full. */
  full: Set<string>
  close(): Promise<void>
}

/** Starts one on a free port, without encryption: it is for loopback only. */
export async function startMailHost(): Promise<MailHost> {
  const taken: MailHost['taken'] = []
  const full = new Set<string>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo: ({ address }, _session, done) =>
      done(full.has(address) ? Object.assign(new Error('The mailbox is full'), { responseCode: 552 }) : null),
    onData: (stream, { envelope }, done) => {
      let source = ''
      stream.setEncoding('utf8')
      stream.on('data', (piece: string) => (source += piece))
      stream.on('end', () => {
        taken.push({ to: envelope.rcptTo.map(({ address }) => address), source })
        done(null, 'Taken')
      })
    },
  })
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return { port: (server.server.address() as AddressInfo).port, taken, full, close }
}
