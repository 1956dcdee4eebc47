import type { Route } from '../../platform/http/route.ts'
import { answered } from '../../platform/http/route.ts'
import { open } from '../access.ts'
import { CONTRACT_VERSION } from '../version.ts'

/** How the parts of this process are. */
export interface Health {
  databaseAnswers(): Promise<boolean>
  /** True when there is no Redis to answer. */
  redisAnswers(): Promise<boolean>
  /** Metrics in the text format of Prometheus. */
  metrics(): Promise<{ contentType: string; text: string }>
  /** Whether the caller may read the metrics: they tell how busy the desk is. */
  mayReadMetrics(ip: string, authorization: string | undefined): boolean
}

/** Health, version and metrics (contract 2.21). */
export function healthRoutes(health: Health): Route[] {
  return [
    open(
      'GET',
      '/health',
      async (call) => {
        if (await health.databaseAnswers()) return { status: 'woot' }
        call.reply.status(503)
        return { status: 'failing', error: 'The database does not answer' }
      },
      { summary: 'Says whether this process works', returns: 'health' },
    ),
    open(
      'GET',
      '/api',
      async (call) => ({
        version: CONTRACT_VERSION,
        timestamp: call.ports.now().toISOString().slice(0, 19).replace('T', ' '),
        queue_services: (await health.redisAnswers()) ? 'ok' : 'failing',
        data_services: (await health.databaseAnswers()) ? 'ok' : 'failing',
      }),
      { summary: 'Says which version of the contract is spoken', returns: 'api' },
    ),
    open(
      'GET',
      '/metrics',
      async (call) => {
        if (!health.mayReadMetrics(call.ip, call.headers.authorization)) {
          call.reply.status(401)
          return { error: 'Send METRICS_TOKEN as a bearer token' }
        }
        const { contentType, text } = await health.metrics()
        call.reply.header('content-type', contentType).send(text)
        return answered
      },
      { summary: 'Sends the metrics in the text format of Prometheus' },
    ),
  ]
}
