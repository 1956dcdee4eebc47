import { verify, type KeyObject } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { invalid, Refusal } from '../../kernel/refusal.ts'
import { readJson, textOf } from './read-body.ts'
import type { BroughtMail } from './take-in.ts'

/** Reads what Inbound Parse of SendGrid brings when it posts the raw mail. */
export function readSendGrid(fields: Map<string, Buffer>): BroughtMail {
  const source = fields.get('email')
  if (!source) throw invalid('email', 'There is no raw mail in it: switch on "POST the raw, full MIME message"')
  const envelope = readJson(fields.get('envelope') ?? '', 'envelope')
  const to = Array.isArray(envelope['to']) ? envelope['to'].filter((one): one is string => typeof one === 'string') : []
  return { source, from: textOf(envelope['from']) ?? '', to }
}

/**
 * Checks the signature of a security policy of Inbound Parse: ECDSA with SHA-256 over the timestamp and the body, byte by byte. Its age
 * does not count: SendGrid tries for days, and what is brought again is there already.
 */
export function checkSendGrid(headers: IncomingHttpHeaders, body: Buffer, key: KeyObject): void {
  const text = (name: string) => String(headers[`x-twilio-email-event-webhook-${name}`] ?? '')
  const signed = Buffer.concat([Buffer.from(text('timestamp')), body])
  if (text('timestamp') === '' || !verify('sha256', signed, key, Buffer.from(text('signature'), 'base64'))) {
    throw new Refusal(
      'not_allowed',
      'The signature of SendGrid is wrong or missing: SENDGRID_INGRESS_PUBLIC_KEY must be the key of the security policy of this parse setting',
    )
  }
}
