import type { FastifyRequest } from 'fastify'
import { Refusal } from '../kernel/refusal.ts'
import type { Ports } from '../platform/http/ports.ts'
import { findByAccessToken, findByDeviceToken, touchDevice, type Person } from '../features/people/index.ts'

/** Who signs a request: by the device's headers, or by an API token (contract 2.1). */
export async function authenticatePerson(
  request: FastifyRequest,
  ports: Ports,
): Promise<{ person: Person; clientId: string | null }> {
  const header = (name: string) => headerOf(request, name)
  const apiToken = apiTokenOf(request)
  if (apiToken) return { person: await byApiToken(ports, apiToken), clientId: null }
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

async function byApiToken(ports: Ports, token: string): Promise<Person> {
  const person = await findByAccessToken(ports.db, token)
  if (!person) throw new Refusal('not_signed_in', 'Invalid Access Token')
  return person
}

function notSignedIn(): Refusal {
  return new Refusal('not_signed_in', 'You need to sign in or sign up before continuing.')
}
