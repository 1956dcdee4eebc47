/**
 * Requests to addresses that other people chose. Each hop: the address is read, its host is resolved, every address it has must be
 * allowed, and the connection goes to exactly those addresses: a name that answers differently the second time is not asked again.
 */
import { lookup } from 'node:dns/promises'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { Readable } from 'node:stream'
import type { AllowedPlaces } from './allowed-places.ts'
import { OutgoingFailure, type HttpClient, type OutgoingAnswer, type OutgoingRequest } from './http-client.ts'

/** Finds the addresses of a host name. */
export type Resolve = (host: string) => Promise<string[]>

/** Opens the guarded way out; `resolve` is the system's unless a test says otherwise. */
export function guardedClient(options: { allowed: AllowedPlaces; resolve?: Resolve }): HttpClient {
  const resolve = options.resolve ?? resolveBySystem
  return { send: (request) => send(request, { allowed: options.allowed, resolve }) }
}

interface Guard {
  allowed: AllowedPlaces
  resolve: Resolve
}

/** Finds the addresses of a host name by the system's resolver. */
export async function resolveBySystem(host: string): Promise<string[]> {
  return (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address)
}

async function send(request: OutgoingRequest, guard: Guard): Promise<OutgoingAnswer> {
  const deadline = AbortSignal.timeout(request.timeoutMs)
  const follows = request.method === undefined || request.method === 'GET' || request.method === 'HEAD'
  let url = readUrl(request.url)
  let { headers = {} } = request
  for (let left = follows ? (request.redirects ?? 0) : 0; ; left -= 1) {
    const addresses = await before(deadline, permittedAddresses(url, guard), url)
    const answer = await exchange({ ...request, headers }, { url, addresses, deadline })
    const next = follows && request.redirects ? redirectOf(answer, url) : undefined
    if (!next) return answerOf(answer, url, request.maximumBytes, deadline)
    answer.destroy()
    if (left === 0) throw new OutgoingFailure('redirects', `${url.host} redirects too often`)
    // What was meant for one origin, such as a token, is not for another.
    if (next.origin !== url.origin) headers = {}
    url = next
  }
}

function readUrl(text: string, base?: URL): URL {
  const url = URL.canParse(text, base?.href) ? new URL(text, base?.href) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.hostname === '') {
    throw new OutgoingFailure('address', 'The address must begin with http:// or https:// and name a host')
  }
  if (url.username !== '' || url.password !== '') {
    throw new OutgoingFailure('address', 'The address must not carry a user name or a password')
  }
  return url
}

async function permittedAddresses(url: URL, { allowed, resolve }: Guard): Promise<string[]> {
  // The URL parser has turned every spelling of an IPv4 address into the usual one.
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const addresses = isIP(host) ? [host] : await resolve(host).catch(unreachable(url))
  if (addresses.length === 0) throw new OutgoingFailure('unreachable', `${url.host} has no address`)
  const inside = addresses.find((address) => !allowed.allows(host, address))
  if (inside === undefined) return addresses
  throw new OutgoingFailure(
    'forbidden',
    `${url.host} is at ${inside}, which is not on the public internet. If it is yours, allow it with OUTGOING_ALLOW.`,
  )
}

function exchange(
  request: OutgoingRequest,
  to: { url: URL; addresses: string[]; deadline: AbortSignal },
): Promise<IncomingMessage> {
  const { url, addresses, deadline } = to
  const protocol = url.protocol === 'https:' ? https : http
  return new Promise<IncomingMessage>((resolve, reject) => {
    const outgoing = protocol.request(url, {
      method: request.method ?? 'GET',
      // Packed bodies could grow beyond every limit while they are unpacked.
      headers: { 'user-agent': 'Porchlight', 'accept-encoding': 'identity', ...request.headers },
      agent: false,
      lookup: pinnedTo(addresses),
      signal: deadline,
    })
    outgoing.once('response', resolve)
    outgoing.once('error', reject)
    outgoing.end(request.body)
  }).catch((error: unknown) => {
    if (deadline.aborted) throw tooLate(url)
    return unreachable(url)(error)
  })
}

/** Answers every question for an address with these, for a connection that must go to them. */
export function pinnedTo(addresses: string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }))
  return (_host, options, done) => {
    if (options.all) done(null, all)
    else done(null, all[0]?.address ?? '', all[0]?.family)
  }
}

function redirectOf(answer: IncomingMessage, url: URL): URL | undefined {
  const { location } = answer.headers
  const redirects = [301, 302, 303, 307, 308].includes(answer.statusCode ?? 0)
  return redirects && location !== undefined ? readUrl(location, url) : undefined
}

function answerOf(answer: IncomingMessage, url: URL, maximumBytes: number, deadline: AbortSignal): OutgoingAnswer {
  const body = Readable.from(atMost(answer, { url, maximumBytes, deadline }), { objectMode: false })
  // Whoever gives up reading gives up the connection.
  body.once('close', () => answer.destroy())
  return { url: url.href, status: answer.statusCode ?? 0, headers: answer.headers, body }
}

async function* atMost(
  answer: IncomingMessage,
  limits: { url: URL; maximumBytes: number; deadline: AbortSignal },
): AsyncGenerator<Buffer> {
  const { url, maximumBytes, deadline } = limits
  const tooLarge = new OutgoingFailure('too_large', `${url.host} sends more than ${maximumBytes} bytes`)
  if (Number(answer.headers['content-length'] ?? 0) > maximumBytes) throw tooLarge
  let seen = 0
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      seen += chunk.length
      if (seen > maximumBytes) throw tooLarge
      yield chunk
    }
  } catch (error) {
    if (error instanceof OutgoingFailure) throw error
    if (deadline.aborted) throw tooLate(url)
    unreachable(url)(error)
  }
}

// Resolving a name cannot be stopped, but nobody waits for it longer than they have time.
async function before<T>(deadline: AbortSignal, work: Promise<T>, url: URL): Promise<T> {
  let stop = () => undefined as void
  const late = new Promise<never>((_, reject) => {
    stop = () => reject(tooLate(url))
    deadline.addEventListener('abort', stop, { once: true })
    if (deadline.aborted) stop()
  })
  try {
    return await Promise.race([work, late])
  } finally {
    deadline.removeEventListener('abort', stop)
  }
}

function tooLate(url: URL): OutgoingFailure {
  return new OutgoingFailure('too_late', `${url.host} took too long`)
}

function unreachable(url: URL) {
  return (cause: unknown): never => {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new OutgoingFailure('unreachable', `${url.host} cannot be reached: ${reason}`, { cause })
  }
}
