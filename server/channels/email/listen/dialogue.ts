import { callbackify } from 'node:util'
import type { SMTPServerOptions, SMTPServerSession } from 'smtp-server'
import type { Ports } from '../../../platform/http/ports.ts'
import { SmtpNo, takeMail, takeRecipient, type Envelope } from './take-mail.ts'

const OF_ONE_ADDRESS = 10
// Who names so many strangers in one connection is guessing.
const STRANGERS = 10

/** Refuses more than a few connections of one address at a time. */
export function fewOfOneAddress(): Pick<SMTPServerOptions, 'onConnect' | 'onClose'> {
  const open = new Map<string, number>()
  return {
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
  }
}

/** What is answered to MAIL, RCPT and DATA. The library wants to be called back. */
export function dialogue(
  ports: Ports,
  listener: { name: string; maximumBytes: number },
): Pick<SMTPServerOptions, 'onMailFrom' | 'onRcptTo' | 'onData'> {
  const envelopes = new WeakMap<SMTPServerSession, Envelope>()
  const strangers = new WeakMap<SMTPServerSession, number>()
  const envelopeOf = (session: SMTPServerSession) => envelopes.get(session) ?? { inbox: null, to: [] }
  const recipient = async (address: string, session: SMTPServerSession) => {
    const met = strangers.get(session) ?? 0
    if (met >= STRANGERS) throw new SmtpNo(421, '4.7.0 Too many unknown recipients')
    try {
      await takeRecipient(ports, envelopeOf(session), address)
    } catch (error) {
      if (error instanceof SmtpNo && error.responseCode === 550) strangers.set(session, met + 1)
      throw error
    }
  }
  return {
    onMailFrom: (_address, session, done) => {
      envelopes.set(session, { inbox: null, to: [] })
      done()
    },
    onRcptTo: ({ address }, session, done) => callbackify(() => recipient(address, session))((error) => done(error)),
    onData: (stream, session, done) =>
      callbackify(() => takeMail(ports, stream, { envelope: envelopeOf(session), session, ...listener }))((error) =>
        done(error, '2.0.0 Stored'),
      ),
  }
}
