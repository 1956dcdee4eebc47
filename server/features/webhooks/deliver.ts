import { system } from '../../kernel/actor.ts'
import type { Database } from '../../platform/database/connection.ts'
import type { OpenWork, Work } from '../../platform/database/unit-of-work.ts'
import type { MailInstallation } from '../../platform/mail/mail-port.ts'
import type { Log } from '../../platform/log/log.ts'
import type { Claimed } from './claim.ts'
import type { Endpoint } from './endpoint.ts'
import { noteArrival, noteFailure, parkLanes } from './endpoint-health.ts'
import { makeAttempt, type AttemptPorts, type Outcome } from './make-attempt.ts'
import { BOT_PATIENCE, nextAttempt, retryAfterOf } from './retry-schedule.ts'
import { settleAttempt, type Settlement } from './settle-attempt.ts'
import { handOver, tellOnMessage } from './tell-conversation.ts'
import { tellAdministrators } from './tell-administrators.ts'

/** What the operator decides about deliveries. */
export interface DeliveryRules {
  timeoutMs: number
  /** Seconds between the attempts. */
  pauses: number[]
}

/** What making attempts and writing them down needs. */
export interface DeliveryPorts extends AttemptPorts {
  db: Database
  work: OpenWork
  mail: { installation: MailInstallation }
  log: Log
}

/** Makes one attempt at a claimed delivery and writes down how it went. Says whether its lane goes on at once. */
export async function deliver(
  ports: DeliveryPorts,
  rules: DeliveryRules,
  { delivery, endpoint }: { delivery: Claimed; endpoint: Endpoint },
): Promise<boolean> {
  const outcome = await makeAttempt(ports, endpoint, { ...delivery, timeoutMs: rules.timeoutMs })
  return ports.work(delivery.accountId, system, (work) => settle(ports, work, { delivery, endpoint, outcome, rules }))
}

interface Attempted {
  delivery: Claimed
  endpoint: Endpoint
  outcome: Outcome
  rules: DeliveryRules
}

async function settle(ports: DeliveryPorts, work: Work, attempted: Attempted): Promise<boolean> {
  const { delivery, endpoint, outcome } = attempted
  if (outcome.delivered) {
    await noteArrival(work, endpoint)
    const settled = await settleAttempt(work, delivery, { outcome, state: 'delivered', retryAt: null })
    return settled?.goesOn ?? false
  }
  const alarm = await noteFailure(work, endpoint, outcome)
  const isOff = alarm === 'gone' || alarm === 'switched_off'
  const settlement = isOff
    ? ({ outcome, state: 'waiting', retryAt: 'infinity' } as const)
    : afterFailure(work, attempted)
  const settled = await settleAttempt(work, delivery, settlement)
  if (isOff) await parkLanes(work, endpoint.id)
  if (alarm) await tellAdministrators(work, ports.mail.installation, { endpoint, alarm, outcome })
  if (settled) await followFailure(work, attempted, settlement)
  return settled?.goesOn ?? false
}

function afterFailure({ now }: Work, { delivery, endpoint, outcome, rules }: Attempted): Settlement {
  // Who typed an hour ago is of no interest.
  if (delivery.eventName.startsWith('conversation_typing')) return { outcome, state: 'failed', retryAt: null }
  const retryAfter = retryAfterOf(outcome.retryAfter, now)
  const failures = delivery.failures + 1
  const retryAt = nextAttempt({ kind: endpoint.kind, failures, retryAfter, pauses: rules.pauses }, now)
  return { outcome, state: retryAt ? 'waiting' : 'failed', retryAt }
}

/** What those see who wait in the conversation (contract 4.3). */
async function followFailure(work: Work, { delivery, endpoint }: Attempted, { state }: Settlement): Promise<void> {
  const { conversationId, messageId, eventName, failures } = delivery
  if (conversationId === null) return
  if (endpoint.kind === 'bot' && failures === BOT_PATIENCE) await handOver(work, conversationId)
  const isLost = endpoint.kind === 'inbox' && eventName === 'message_created' && state === 'failed'
  if (isLost && messageId !== null) await tellOnMessage(work, { conversationId, messageId })
}
