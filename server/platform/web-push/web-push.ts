import { generateKeyPairSync } from 'node:crypto'
import type { OutgoingRequest } from '../http-client/http-client.ts'

/** The pair of keys by which push services know who sends (VAPID, RFC 8292), each in base64url. */
export interface PushKeys {
  publicKey: string
  privateKey: string
}

/** Where a browser wants to be pushed to, and what only it can open (RFC 8291). */
export interface PushTarget {
  endpoint: string
  p256dh: string
  auth: string
}

/** What is pushed, and how. */
export interface PushNote {
  data: { [key: string]: string | number }
  /** After so many seconds the push service gives up bringing it. */
  ttlSeconds: number
  /** Whom a push service asks about this sender: a mailto: or https: address. */
  contact: string
}

/** A target cannot be written to: its keys are none. */
export class BadPushTarget extends Error {
  override readonly name = 'BadPushTarget'
}

/** Makes a pair of keys (P-256): the public one as an uncompressed point, the private one as its number. */
export function makePushKeys(): PushKeys {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '', d = '' } = privateKey.export({ format: 'jwk' })
  const point = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
  return { publicKey: point.toString('base64url'), privateKey: d }
}

/** The request that brings a note to a push service, encrypted for the browser alone (RFC 8291); throws `BadPushTarget`. */
export async function pushRequest(
  target: PushTarget,
  keys: PushKeys,
  note: PushNote,
): Promise<Pick<OutgoingRequest, 'url' | 'method' | 'headers' | 'body'>> {
  const { endpoint, p256dh, auth } = target
  const subscription = { endpoint, expirationTime: null, keys: { p256dh, auth } }
  const message = { data: note.data, options: { ttl: note.ttlSeconds, urgency: 'high' as const } }
  const { buildPushPayload } = await import('@block65/webcrypto-web-push')
  const { headers, body } = await buildPushPayload(message, subscription, {
    subject: note.contact,
    ...keys,
  }).catch((cause: unknown) => {
    throw new BadPushTarget('The keys of the browser are not usable', { cause })
  })
  return { url: endpoint, method: 'POST', headers: { ...headers }, body: Buffer.from(body) }
}
