import { createHmac, timingSafeEqual } from 'node:crypto'
import { CHANNEL_SECRET, type Inbox } from '../features/inboxes/index.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Ports } from '../platform/http/ports.ts'

/**
 * Whether the website vouches for an identity: identifier_hash is the HMAC-SHA256 of the identifier in hex (contract 6.3).
 * False without a hash where none is needed; a wrong hash, or none where it is mandatory, is refused.
 */
export function identityHolds(ports: Ports, inbox: Inbox, identifier: string, hash: string | undefined): boolean {
  const channel = inbox.webWidget ?? inbox.apiChannel
  if (!channel) return false
  if (!hash) {
    if (channel.hmacMandatory) throw new Refusal('not_signed_in', 'HMAC failed: Invalid Identifier Hash Provided')
    return false
  }
  const key = ports.secrets.decrypt(channel.hmacTokenEncrypted, CHANNEL_SECRET)
  const expected = createHmac('sha256', key).update(identifier).digest()
  const given = Buffer.from(hash, 'hex')
  if (given.length === expected.length && timingSafeEqual(given, expected)) return true
  throw new Refusal('not_signed_in', 'HMAC failed: Invalid Identifier Hash Provided')
}
