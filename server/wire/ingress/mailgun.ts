import { createHmac } from 'node:crypto'
import { invalid, Refusal } from '../../kernel/refusal.ts'
import type { BroughtMail } from './take-in.ts'
import { isSame } from './password.ts'

// A request that somebody kept is of no use after a while; the clocks of both sides may differ a little.
const FRESH_SECONDS = 15 * 60

/** Reads what a route of Mailgun brings: signed with HMAC-SHA256 over timestamp and token (its documentation, "Securing webhooks"). */
export function readMailgun(fields: Map<string, Buffer>, signingKey: string, now: Date): BroughtMail {
  const text = (name: string) => fields.get(name)?.toString('utf8') ?? ''
  const signed = `${text('timestamp')}${text('token')}`
  const signature = createHmac('sha256', signingKey).update(signed).digest('hex')
  const age = Math.abs(now.getTime() / 1000 - Number(text('timestamp')))
  if (text('token') === '' || !isSame(text('signature'), signature) || !(age <= FRESH_SECONDS)) {
    throw new Refusal(
      'not_allowed',
      'The signature of Mailgun is wrong or old: MAILGUN_INGRESS_SIGNING_KEY must be the HTTP webhook signing key',
    )
  }
  const source = fields.get('body-mime')
  if (!source) throw invalid('body-mime', 'There is no raw mail in it: the address of the route must end with /mime')
  return { source, from: text('sender'), to: text('recipient').split(',').filter(Boolean) }
}
