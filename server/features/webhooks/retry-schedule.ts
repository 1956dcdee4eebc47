import type { EndpointKind } from './endpoint.ts'

const MINUTE = 60
const HOUR = 60 * MINUTE

/** Seconds between the attempts, unless the operator says otherwise. */
export const USUAL_PAUSES = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]

/** How often a bot is tried before a conversation that waits for it goes to the agents: customers wait too (contract 4.2). */
export const BOT_PATIENCE = 3
const BOT_PAUSES = Array.from({ length: BOT_PATIENCE }, () => 3)

const LONGEST = 24 * HOUR
// Those who failed together should not all come back together.
const JITTER = 0.1

/** When what has failed so often is tried again; null: it is given up. A receiver that asks for time gets it, up to a day. */
export function nextAttempt(
  failure: { kind: EndpointKind; failures: number; retryAfter: number | null; pauses: number[] },
  now: Date,
  random: () => number = Math.random,
): Date | null {
  const pauses = failure.kind === 'bot' ? [...BOT_PAUSES, ...failure.pauses] : failure.pauses
  const pause = pauses[failure.failures - 1]
  if (pause === undefined) return null
  const wanted = Math.max(pause * (1 + JITTER * random()), Math.min(failure.retryAfter ?? 0, LONGEST))
  return new Date(now.getTime() + wanted * 1000)
}

/** The seconds of a Retry-After header (RFC 9110 §10.2.3), or null. */
export function retryAfterOf(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null
  if (/^\d+$/.test(header.trim())) return Number(header)
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, (at - now.getTime()) / 1000)
}
