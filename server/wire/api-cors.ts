import type { FastifyInstance } from 'fastify'

const SPOKEN = /^\/(api|auth)\//
/** What a client on another origin keeps of the answer to a sign-in (contract 7.2). */
const EXPOSED = 'access-token, token-type, client, expiry, uid'
const ACCEPTED = `content-type, accept, ${EXPOSED}, api_access_token, api-access-token, x-auth-token, idempotency-key`

/**
 * Lets pages of any origin call the API (contract 2.1, ENABLE_API_CORS). Credentials travel in headers that a page must have, never
 * in cookies, so that a visitor lends a strange page nothing.
 */
export function allowApiFromAnywhere(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!SPOKEN.test(request.url)) return
    reply.headers({ 'access-control-allow-origin': '*', 'access-control-expose-headers': EXPOSED })
  })
  for (const path of ['/api/*', '/auth/*']) {
    app.options(path, async (_request, reply) =>
      reply
        .headers({
          'access-control-allow-methods': 'GET, POST, PUT, PATCH, DELETE',
          'access-control-allow-headers': ACCEPTED,
          'access-control-max-age': '86400',
        })
        .status(204)
        .send(),
    )
  }
}
