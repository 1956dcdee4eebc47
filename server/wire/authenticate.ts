import type { FastifyRequest } from 'fastify'
import { notAllowed, Refusal } from '../kernel/refusal.ts'
import type { Ports } from '../platform/http/ports.ts'
import { findBotByToken, type Bot } from '../features/agent-bots/index.ts'
import { findByAccessToken, findByDeviceToken, touchDevice, type Person } from '../features/people/index.ts'

interface SignedPerson {
  person: Person
  /** The device, when a device token was used. */
  clientId: string | null
}

/** Who signs a request: a person by the device's headers or an API token; a bot's token opens only what is a bot's (contract 2.1). */
export async function authenticatePerson(request: FastifyRequest, ports: Ports): Promise<SignedPerson> {
  const signer = await authenticate(request, ports)
  if ('bot' in signer) throw notAllowed()
  return signer
}

/** A person or a bot who signs a request. */
export async function authenticate(request: FastifyRequest, ports: Ports): Promise<SignedPerson | { bot: Bot }> {
  const header = (name: string) => headerOf(request, name)
  const apiToken = apiTokenOf(request)
  if (apiToken) return byApiToken(ports, apiToken)
  const [token, clientId, email] = [header('access-token'), header('client'), header('uid')]
  if (!token || !clientId || !email) throw notSignedIn()
  const now = ports.now()
  const person = await findByDeviceToken(ports, { clientId, token, email, now })
  if (!person) throw notSignedIn()
  await touchDevice({ db: ports.db, scratch: ports.scratch, now }, person.id, clientId)
  return { person, clientId }
}

/** The API token of a request; proxies that drop underscores are why it has several names. */
export function apiTokenOf(request: FastifyRequest): string | undefined {
  const names = ['api_access_token', 'http_api_access_token', 'api-access-token']
  return names.map((name) => headerOf(request, name)).find(Boolean)
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

async function byApiToken(ports: Ports, token: string): Promise<SignedPerson | { bot: Bot }> {
  const person = await findByAccessToken(ports.db, token)
  if (person) return { person, clientId: null }
  const bot = await findBotByToken(ports.db, token)
  if (bot) return { bot }
  throw new Refusal('not_signed_in', 'Invalid Access Token')
}

function notSignedIn(): Refusal {
  return new Refusal('not_signed_in', 'You need to sign in or sign up before continuing.')
}
