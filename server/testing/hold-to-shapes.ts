import type { FastifyInstance } from 'fastify'
import type { Route } from '../platform/http/route.ts'
import { differences } from './fixtures.ts'

/**
 * Compares every answer 200 of every test with the shape that its route says it returns, key by key and type by type
 * (contract/fixtures). An answer of another shape becomes a failure that says where it differs.
 */
export function holdToShapes(app: FastifyInstance, routes: Route[]): void {
  const shapes = new Map(routes.map((route) => [`${route.method} ${route.path}`, route.description?.returns]))
  app.addHook('onSend', async (request, reply, payload) => {
    const shape = shapes.get(`${request.method} ${request.routeOptions.url ?? ''}`)
    if (shape === undefined || reply.statusCode !== 200 || typeof payload !== 'string') return payload
    const found = shape.split('|').map((one) => differences(one, JSON.parse(payload)))
    if (found.some((differing) => differing.length === 0)) return payload
    reply.code(500)
    return JSON.stringify({ error: `The answer is no ${shape}: ${found.flat().join('; ')}` })
  })
}
