import { generateSecret, generateURI, verify } from 'otplib'

const PERIOD_SECONDS = 30

/** A new key for an authenticator, and the address that one reads it from. */
export function newTimeKey(owner: { issuer: string; email: string }): { secret: string; provisioningUrl: string } {
  const secret = generateSecret()
  return { secret, provisioningUrl: generateURI({ issuer: owner.issuer, label: owner.email, secret }) }
}

/** The time step that a code belongs to (RFC 6238), a clock half a minute off included; undefined when it is not of this key. */
export async function stepOfCode(secret: string, code: string, now: Date): Promise<number | undefined> {
  const token = code.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const epoch = Math.floor(now.getTime() / 1000)
  const result = await verify({ secret, token, epoch, epochTolerance: PERIOD_SECONDS })
  return result.valid ? Math.floor(epoch / PERIOD_SECONDS) + result.delta : undefined
}
