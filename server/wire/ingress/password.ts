import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { notFound, Refusal } from '../../kernel/refusal.ts'

/** Checks the password that a provider has in its address (basic authentication, RFC 7617); whatever the user is called. */
export function checkPassword(request: FastifyRequest, password: string | undefined): void {
  if (password === undefined) throw notFound()
  const given = /^Basic\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const text = Buffer.from(given, 'base64').toString('utf8')
  if (!isSame(text.slice(text.indexOf(':') + 1), password)) {
    throw new Refusal(
      'not_allowed',
      'The password of MAIL_INGRESS_PASSWORD must be in the address: https://mail:password@…',
    )
  }
}

/** Compares two secrets without telling by the time it takes how much of them is right. */
export function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}
