import type { FastifyInstance } from 'fastify'

const PUBLIC = '/public/api/'

/** Lets pages of any origin call the public API (contract 2.1): it knows no cookies, so their visitors lend them nothing. */
export function allowAnyOrigin(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith(PUBLIC)) reply.header('access-control-allow-origin', '*')
  })
  app.options(`${PUBLIC}*`, async (_request, reply) =>
    reply
      .headers({
        'access-control-allow-methods': 'GET, POST, PUT, PATCH',
        'access-control-allow-headers': 'content-type, idempotency-key',
        'access-control-max-age': '86400',
      })
      .status(204)
      .send(),
  )
}
