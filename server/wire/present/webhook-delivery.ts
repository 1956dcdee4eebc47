import type { Attempt, DeliveryView, ListedDelivery, Replay } from '../../features/webhooks/index.ts'
import { iso } from './shown.ts'

// What one looks at; what is sent is whole.
const SHOWN_BODY = 64 * 1024

/** A delivery in the log. */
export function delivery(one: ListedDelivery) {
  return {
    id: one.id,
    delivery_id: one.uuid,
    event: one.eventName,
    state: one.state,
    attempts: one.attempts,
    status: one.status,
    error: one.error,
    conversation_id: one.conversationNumber,
    replay_id: one.replayId,
    created_at: iso(one.createdAt),
    settled_at: iso(one.settledAt),
    next_attempt_at: iso(one.nextAttemptAt),
  }
}

/** A delivery with what was sent and what was answered. */
export function deliveryWithAttempts(one: DeliveryView) {
  return {
    ...delivery(one),
    body: one.body.slice(0, SHOWN_BODY),
    body_cut: one.body.length > SHOWN_BODY,
    log: one.log.map(attempt),
  }
}

function attempt(one: Attempt) {
  return {
    number: one.number,
    outcome: one.outcome,
    started_at: iso(one.startedAt),
    duration_ms: one.endedAt ? one.endedAt.getTime() - one.startedAt.getTime() : null,
    request: { url: one.request.url ?? null, headers: one.request.headers ?? {} },
    status: one.status,
    response_headers: one.responseHeaders,
    response_body: one.responseBody,
    error: one.error,
  }
}

/** A replay and how far it is. */
export function replay(one: Replay) {
  const { waiting, delivered, failed } = one
  const isRead = one.read >= one.events
  return {
    id: one.id,
    from: iso(one.from),
    until: iso(one.until),
    only_missed: one.onlyMissed,
    created_at: iso(one.createdAt),
    state: !isRead ? 'reading' : waiting > 0 ? 'sending' : 'done',
    events: one.events,
    read: Math.min(one.read, one.events),
    waiting,
    delivered,
    failed,
  }
}
