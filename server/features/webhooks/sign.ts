import { createHmac } from 'node:crypto'

/** What is signed, and with what: the newest secret first. */
export interface Signed {
  uuid: string
  body: string
  at: Date
  secrets: string[]
}

/**
 * The headers of a delivery, of both families: the contract's (4.3), which have room for the newest secret only, and those of Standard
 * Webhooks, which name a signature for each. The bytes of the secret are the key of both.
 */
export function signatureHeaders({ uuid, body, at, secrets }: Signed): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const [newest = ''] = secrets
  return {
    'X-Chatwoot-Delivery': uuid,
    'X-Chatwoot-Timestamp': timestamp,
    'X-Chatwoot-Signature': `sha256=${hmac(newest, `${timestamp}.${body}`).toString('hex')}`,
    'webhook-id': uuid,
    'webhook-timestamp': timestamp,
    'webhook-signature': secrets
      .map((secret) => `v1,${hmac(secret, `${uuid}.${timestamp}.${body}`).toString('base64')}`)
      .join(' '),
  }
}

/** A secret as libraries of Standard Webhooks want it. */
export function standardSecret(secret: string): string {
  return `whsec_${Buffer.from(secret).toString('base64')}`
}

function hmac(secret: string, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest()
}
