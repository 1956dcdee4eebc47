import { randomUUID } from 'node:crypto'
import formBody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance } from 'fastify'
import type { Log } from '../log/log.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { parseForm } from './multipart.ts'

// A message may have 150,000 characters; four bytes each in UTF-8, and JSON around them.
const BODY_LIMIT = 1024 * 1024

/** Creates an HTTP server without routes: request ids, one log line and one measurement per request, JSON, forms and multipart. */
export async function createHttpServer(parts: {
  log: Log
  metrics: Metrics
  maximumUploadBytes: number
  trustProxy: boolean
}): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    trustProxy: parts.trustProxy,
    genReqId: (request) => requestId(request.headers['x-request-id']),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 500, querystringParser: parseForm },
    // Idle keep-alive connections must not hold up a stop.
    forceCloseConnections: 'idle',
  })
  await app.register(formBody, { parser: parseForm })
  await app.register(multipart, {
    limits: { fileSize: parts.maximumUploadBytes + 1, files: 20, fields: 200, fieldSize: BODY_LIMIT },
    throwFileSizeLimit: false,
  })
  acceptEmptyJson(app)
  observe(app, parts)
  return app
}

function requestId(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w.:-]{1,80}$/.test(header) ? header : randomUUID()
}

function acceptEmptyJson(app: FastifyInstance) {
  // Clients send the JSON content type with DELETE and empty POST requests too.
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, {})
    else void parse(request, String(body), done)
  })
}

function observe(app: FastifyInstance, parts: { log: Log; metrics: Metrics }) {
  const seconds = parts.metrics.histogram({
    name: 'http_request_seconds',
    help: 'Time to answer an HTTP request.',
    labels: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
  })
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: `${Math.floor(reply.statusCode / 100)}xx`,
    }
    seconds.observe(labels, reply.elapsedTime / 1000)
    const level = reply.statusCode >= 500 ? 'error' : 'debug'
    parts.log[level](
      {
        requestId: request.id,
        method: request.method,
        url: request.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    )
  })
}
