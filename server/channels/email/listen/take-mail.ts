import { Readable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import { BlobTooLarge } from '../../../platform/blobs/blobs.ts'
import type { Ports } from '../../../platform/http/ports.ts'
import { findInboxByRecipient, keepRawMail, type RecipientInbox } from '../../../features/received-mails/index.ts'
import { traceOf } from './trace.ts'

/** What one connection has named as recipients since its last MAIL. */
export interface Envelope {
  inbox: RecipientInbox | null
  to: string[]
}

/** A no of ours, with its code: 4yz for now, 5yz for good (RFC 5321 §4.2.1). */
export class SmtpNo extends Error {
  override readonly name = 'SmtpNo'
  readonly responseCode: number

  constructor(responseCode: number, words: string, options?: ErrorOptions) {
    super(words, options)
    this.responseCode = responseCode
  }
}

const MOST_RECIPIENTS = 100

/** Looks whether a recipient is one of ours. All of one mail must belong to one inbox: the sender is told to bring it again for the others. */
export async function takeRecipient(ports: Ports, envelope: Envelope, address: string): Promise<void> {
  if (envelope.to.length >= MOST_RECIPIENTS) throw new SmtpNo(452, '4.5.3 Too many recipients')
  const inbox = await findInboxByRecipient(ports.db, address).catch((cause: unknown) => {
    throw new SmtpNo(451, '4.3.0 Recipients cannot be looked up now, try again later', { cause })
  })
  if (!inbox) throw new SmtpNo(550, `5.1.1 <${address}> is nobody here, and nothing is relayed`)
  if (envelope.inbox && envelope.inbox.inboxId !== inbox.inboxId) {
    throw new SmtpNo(452, '4.5.3 One mailbox at a time, bring it again for this one')
  }
  envelope.inbox = inbox
  envelope.to.push(address)
}

/** Keeps a mail; when this returns it is durable. Throws `SmtpNo`. */
export async function takeMail(
  ports: Ports,
  stream: SMTPServerDataStream,
  about: { envelope: Envelope; session: SMTPServerSession; name: string; maximumBytes: number },
): Promise<void> {
  const { envelope, session, name, maximumBytes } = about
  const { inbox, to } = envelope
  const { mailFrom } = session.envelope
  try {
    if (!inbox) throw new SmtpNo(503, '5.5.1 Name a recipient first')
    const source = Readable.from(withTrace(traceOf(session, name, ports.now()), stream))
    const from = mailFrom ? mailFrom.address : ''
    // The trace is ours and counts nothing.
    await keepRawMail(ports, {
      ...inbox,
      via: 'smtp',
      source,
      envelope: { from, to },
      maximumBytes: maximumBytes + 4096,
    })
  } catch (cause) {
    await drained(stream)
    if (cause instanceof SmtpNo) throw cause
    if (cause instanceof BlobTooLarge) throw tooLarge(maximumBytes, cause)
    ports.log.warn({ error: cause, inboxId: inbox?.inboxId }, 'a mail could not be kept and is to be brought again')
    throw new SmtpNo(451, '4.3.0 The mail cannot be stored now, try again later', { cause })
  }
}

/** What is said to a mail beyond the limit. */
export function tooLarge(maximumBytes: number, cause?: unknown): SmtpNo {
  return new SmtpNo(552, `5.3.4 The mail is larger than the ${maximumBytes} bytes that are taken`, { cause })
}

async function* withTrace(trace: string, stream: SMTPServerDataStream): AsyncGenerator<Buffer> {
  yield Buffer.from(trace)
  // The stream must outlive us: the answer is said once it has ended.
  for await (const piece of stream.iterator({ destroyOnReturn: false })) yield piece as Buffer
  if (stream.sizeExceeded) throw new SmtpNo(552, '5.3.4 The mail is too large')
}

async function drained(stream: SMTPServerDataStream): Promise<void> {
  if (stream.readableEnded || stream.destroyed) return
  stream.resume()
  await finished(stream).catch(() => undefined)
}
