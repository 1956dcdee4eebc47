import type { FastifyInstance } from 'fastify'
import { Refusal, type RefusalCode } from '../kernel/refusal.ts'
import type { Log } from '../platform/http/ports.ts'

// A policy's no is 401 in the contract (2.1), not 403; what must not be seen to exist is 404.
const STATUS: Record<RefusalCode, number> = {
  invalid: 422,
  taken: 422,
  not_found: 404,
  not_signed_in: 401,
  not_allowed: 401,
  wrong_channel: 403,
  too_many: 429,
  too_large: 413,
  limit_reached: 402,
}

/** The body of a refusal (contract 2.1). */
function shapeOf(refusal: Refusal) {
  if (refusal.code === 'invalid' || refusal.code === 'taken') {
    return { message: refusal.message, error: refusal.message, attributes: refusal.field ? [refusal.field] : [] }
  }
  if (refusal.code === 'not_signed_in') return { success: false, error: refusal.message, errors: [refusal.message] }
  return { error: refusal.message }
}

/** Turns everything that is thrown into the contract's error bodies. What was not expected is logged and told as nothing. */
export function speakErrors(app: FastifyInstance, log: Log): void {
  app.setNotFoundHandler(async (_request, reply) => reply.status(404).send({ error: 'Resource could not be found' }))
  app.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof Refusal) return reply.status(STATUS[error.code]).send(shapeOf(error))
    if (isUnstorable(error)) return reply.status(404).send({ error: 'Resource could not be found' })
    const status = error.statusCode ?? 500
    if (status < 500) return reply.status(status).send({ error: error.message })
    log.error(
      { error, requestId: request.id, method: request.method, route: request.routeOptions.url },
      'a request failed',
    )
    return reply
      .status(500)
      .send({ error: `Something went wrong on our side. Quote the request ${request.id} when you report it.` })
  })
}

// PostgreSQL's text cannot hold NUL, so what an address names with one cannot exist. Bodies are freed of it when they are read.
function isUnstorable(error: Error): boolean {
  return 'code' in error && error.code === '22021'
}
