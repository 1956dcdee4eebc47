import { once } from 'node:events'
import { connect, isIP, type Socket } from 'node:net'
import type { AllowedPlaces } from '../http-client/allowed-places.ts'
import { pinnedTo, type Resolve } from '../http-client/guarded-client.ts'
import { MailFailure } from './mail-port.ts'

/** Whom one may connect to, and how names become addresses. */
export interface MailGuard {
  allowed: AllowedPlaces
  resolve: Resolve
}

/**
 * Connects to a mail server under the rule of every connection to a place that other people chose: all addresses of its name must be
 * allowed, and the connection goes to those. Throws `MailFailure`.
 */
export async function guardedSocket(
  server: { host: string; port: number },
  guard: MailGuard,
  timeoutMs: number,
): Promise<Socket> {
  const deadline = AbortSignal.timeout(timeoutMs)
  const addresses = await addressesOf(server.host, guard)
  const socket = connect({ host: server.host, port: server.port, lookup: pinnedTo(addresses), autoSelectFamily: true })
  try {
    await once(socket, 'connect', { signal: deadline })
    return socket
  } catch (cause) {
    socket.destroy()
    const reason = deadline.aborted ? 'it took too long' : wordsOf(cause)
    throw new MailFailure(`${server.host}:${server.port} cannot be reached: ${reason}`, { lasting: false, cause })
  }
}

async function addressesOf(host: string, { allowed, resolve }: MailGuard): Promise<string[]> {
  const name = host.replace(/\.$/, '').toLowerCase()
  const addresses = isIP(name)
    ? [name]
    : await resolve(name).catch((cause: unknown) => {
        throw new MailFailure(`${host} was not found: ${wordsOf(cause)}`, { lasting: false, cause })
      })
  if (addresses.length === 0) throw new MailFailure(`${host} has no address`, { lasting: false })
  const inside = addresses.find((address) => !allowed.allows(name, address))
  if (inside === undefined) return addresses
  throw new MailFailure(
    `${host} is at ${inside}, which is not on the public internet. If it is yours, allow it with OUTGOING_ALLOW.`,
    { lasting: true },
  )
}

function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(wordsOf).join(', ')
  return error instanceof Error ? error.message : String(error)
}
