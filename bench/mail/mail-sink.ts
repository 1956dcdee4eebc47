import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import type { TestCertificate } from '../../server/testing/certificate.ts'

/** A server that takes every mail and counts them. */
export interface MailSink {
  taken(): number
  environment: Record<string, string>
  close(): Promise<void>
}

/** Starts it, with TLS. */
export async function startMailSink({ key, cert }: TestCertificate): Promise<MailSink> {
  let taken = 0
  const server = new SMTPServer({
    key,
    cert,
    authOptional: true,
    logger: false,
    onData: (stream, _session, done) => {
      stream.resume()
      stream.once('end', () => {
        taken += 1
        done()
      })
    },
  })
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    taken: () => taken,
    environment: { SMTP_HOST: 'localhost', SMTP_PORT: String(port), MAIL_FROM: 'desk@lamp.example' },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
