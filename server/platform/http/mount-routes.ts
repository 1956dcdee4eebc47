import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readMultipart } from './multipart.ts'
import type { Ports } from './ports.ts'
import { answered, type Call, type Route } from './route.ts'

/** What a server of routes must know besides them. */
export interface MountOptions {
  ports: Ports
  /** PUBLIC_URL, or undefined: then the Host of each request tells. */
  publicUrl: string | undefined
  maximumUploadBytes: number
}

/** Puts routes on an HTTP server. Authentication runs first, so that a stranger's upload is never read. */
export function mountRoutes(app: FastifyInstance, routes: Route[], options: MountOptions): void {
  for (const route of routes) if (!route.rawBody) mount(app, route, options)
  void app.register(async (raw) => {
    raw.removeAllContentTypeParsers()
    raw.addContentTypeParser('*', (_request, payload, done) => done(null, payload))
    for (const route of routes) if (route.rawBody) mount(raw, route, options)
  })
}

function mount(app: FastifyInstance, route: Route, options: MountOptions): void {
  const callers = new WeakMap<FastifyRequest, unknown>()
  app.route({
    method: route.method,
    url: route.path,
    onRequest: async (request) => {
      callers.set(request, await route.authenticate(request, options.ports))
    },
    preHandler: async (request) => {
      if (!route.rawBody && request.isMultipart()) request.body = await readMultipart(request, options)
    },
    handler: async (request, reply) => {
      const call: Call<unknown> = {
        ports: options.ports,
        caller: callers.get(request),
        params: request.params as Record<string, string>,
        query: (request.query ?? {}) as Record<string, unknown>,
        body: request.body ?? {},
        headers: request.headers,
        ip: request.ip,
        origin: options.publicUrl ?? `${request.protocol}://${request.host}`,
        maximumUploadBytes: options.maximumUploadBytes,
        reply,
      }
      const answer = await route.handle(call as Call<never>)
      if (answer === answered) return reply
      // JSON even for null: an empty body would leave clients guessing.
      return reply.type('application/json; charset=utf-8').send(JSON.stringify(answer ?? null))
    },
  })
}
