import type { Ports } from '../../platform/http/ports.ts'

type Secrets = Ports['secrets']

/** What a visitor's token says: their place in an inbox, which need not exist yet. */
export interface VisitorClaims {
  sourceId: string
  inboxId: number
}

/** What a token is for: calling the widget API, or listening on the socket. One is void for the other. */
export type VisitorTokenUse = 'widget' | 'cable'

const LIFETIME_DAYS = 180
const HEADER = Buffer.from('{"alg":"HS256","typ":"JWT"}').toString('base64url')

/** Makes a visitor's token: a JSON Web Token (RFC 7519), signed with a key of the installation (contract 6.3). */
export function visitorToken(secrets: Secrets, use: VisitorTokenUse, claims: VisitorClaims, now: Date): string {
  const issued = Math.floor(now.getTime() / 1000)
  const payload = {
    source_id: claims.sourceId,
    inbox_id: claims.inboxId,
    iat: issued,
    exp: issued + LIFETIME_DAYS * 86_400,
  }
  const text = `${HEADER}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`
  return `${text}.${secrets.sign(`visitor-${use}`, text)}`
}

/** Reads a visitor's token; undefined when it is not ours, not for this use, or too old. */
export function readVisitorToken(
  secrets: Secrets,
  use: VisitorTokenUse,
  token: string,
  now: Date,
): VisitorClaims | undefined {
  const [header, payload, signature] = token.split('.')
  // Only our own header is taken, so no other algorithm can be talked into.
  if (header !== HEADER || !payload || !signature) return undefined
  if (!secrets.verify(`visitor-${use}`, `${header}.${payload}`, signature)) return undefined
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
    source_id: string
    inbox_id: number
    exp: number
  }
  return claims.exp * 1000 > now.getTime() ? { sourceId: claims.source_id, inboxId: claims.inbox_id } : undefined
}
