import { databaseAnswers } from '../platform/database/connection.ts'
import type { Ports } from '../platform/http/ports.ts'
import type { Metrics } from '../platform/metrics/metrics.ts'
import type { Health } from '../wire/api/health.ts'
import { isLoopback } from './first-start.ts'
import type { Settings } from './settings.ts'

/** How this process is. */
export function installationHealth(parts: { ports: Ports; settings: Settings; metrics: Metrics }): Health {
  const { ports, settings, metrics } = parts
  return {
    databaseAnswers: () => databaseAnswers(ports.db),
    redisAnswers: async () => {
      if (!settings.storage.redisUrl) return true
      await ports.scratch.set('health', 'ok', 10)
      return (await ports.scratch.get('health')) === 'ok'
    },
    metrics: () => metrics.render(),
    mayReadMetrics: (ip, authorization) => {
      const { metricsToken } = settings.server
      return metricsToken ? authorization === `Bearer ${metricsToken}` : isLoopback(ip)
    },
  }
}
