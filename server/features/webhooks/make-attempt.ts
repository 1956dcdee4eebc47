import type { IncomingHttpHeaders } from 'node:http'
import { OutgoingFailure, type HttpClient } from '../../platform/http-client/http-client.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { secretsOf, type Endpoint } from './endpoint.ts'
import { withoutSecrets } from './mask.ts'
import { signatureHeaders } from './sign.ts'

/** What came of an attempt, fit to be kept: no secret is in it. */
export interface Outcome {
  delivered: boolean
  request: { url: string; headers: Record<string, string> }
  status: number | null
  responseHeaders: Record<string, string> | null
  responseBody: string | null
  /** Why there was no answer. */
  error: string | null
  retryAfter: string | undefined
}

/** What an attempt needs of the outside. */
export interface AttemptPorts {
  outgoing: HttpClient
  secrets: Secrets
  now: () => Date
}

// What is kept of an answer.
const KEPT_BODY = 4096
const MAXIMUM_BYTES = 1024 * 1024
const KEPT_HEADERS = ['content-type', 'content-length', 'date', 'location', 'retry-after', 'server', 'x-request-id']

/** Sends a delivery once (contract 4.3). Any 2xx is an arrival; redirects are not followed. It never throws. */
export async function makeAttempt(
  ports: AttemptPorts,
  endpoint: Endpoint,
  delivery: { uuid: string; body: string; timeoutMs: number },
): Promise<Outcome> {
  const { uuid, body, timeoutMs } = delivery
  const now = ports.now()
  const secrets = secretsOf(ports.secrets, endpoint, now)
  const headers = { 'content-type': 'application/json', ...signatureHeaders({ uuid, body, at: now, secrets }) }
  const masked = withoutSecrets(secrets)
  const request = { url: masked.address(endpoint.url), headers: masked.headers(headers) }
  const nothing = { request, status: null, responseHeaders: null, responseBody: null, retryAfter: undefined }
  try {
    const answer = await ports.outgoing.send({
      url: endpoint.url,
      method: 'POST',
      headers,
      body,
      timeoutMs,
      maximumBytes: MAXIMUM_BYTES,
    })
    const text = await beginningOf(answer.body)
    return {
      delivered: answer.status >= 200 && answer.status < 300,
      request,
      status: answer.status,
      responseHeaders: masked.headers(keptHeaders(answer.headers)),
      responseBody: masked.text(text),
      error: null,
      retryAfter: answer.headers['retry-after'],
    }
  } catch (error) {
    const reason = error instanceof OutgoingFailure ? error.message : 'The address could not be asked'
    return { ...nothing, delivered: false, error: masked.text(reason) }
  }
}

function keptHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(KEPT_HEADERS.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])))
}

// The status has come: what the body does, too long or too late, changes nothing any more.
async function beginningOf(body: AsyncIterable<Buffer> & { destroy(): unknown }): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of body) {
      chunks.push(chunk)
      size += chunk.length
      if (size >= KEPT_BODY) break
    }
  } catch {
    // What has come is kept.
  }
  body.destroy()
  // A text of the database has no NUL, and half a letter at the cut becomes a mark.
  return Buffer.concat(chunks).subarray(0, KEPT_BODY).toString().replaceAll('\0', '\uFFFD')
}
