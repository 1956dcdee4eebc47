import { sql } from 'kysely'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Claimed } from './claim.ts'
import type { Outcome } from './make-attempt.ts'

/** What becomes of a delivery after an attempt. */
export interface Settlement {
  outcome: Outcome
  state: 'delivered' | 'waiting' | 'failed'
  /** Of one that waits: when it is tried again; infinity while its address is switched off. */
  retryAt: Date | 'infinity' | null
}

/**
 * Writes down how an attempt went, and lets the lane go on: with the next delivery, or with this one later. Says whether that is due now,
 * or undefined when the lease had ended and somebody else has the delivery: then nothing is changed but the attempt.
 */
export async function settleAttempt(
  work: Work,
  delivery: Claimed,
  { outcome, state, retryAt }: Settlement,
): Promise<{ goesOn: boolean } | undefined> {
  const { id, endpointId, lane, attempt } = delivery
  const settled = state !== 'waiting'
  // Whoever adds to the lane waits here, or is waited for: what is written next sees all of it.
  await sql`select from webhook_lanes where endpoint_id = ${endpointId} and lane = ${lane} for update`.execute(work.tx)
  const { rows } = await sql<{ more: boolean }>`
    with attempt as (
      update webhook_attempts set ended_at = ${work.now}, outcome = ${outcome.delivered ? 'delivered' : 'failed'},
        request = ${JSON.stringify(outcome.request)}::jsonb, status = ${outcome.status},
        response_headers = ${outcome.responseHeaders && JSON.stringify(outcome.responseHeaders)}::jsonb,
        response_body = ${outcome.responseBody}, error = ${outcome.error}
      where delivery_id = ${id} and number = ${attempt}
    ), settled as (
      update webhook_deliveries set state = ${state}, failures = failures + ${outcome.delivered ? 0 : 1},
        settled_at = ${settled ? work.now : null}
      where id = ${id} and attempts = ${attempt} and state = 'waiting' returning id
    ), remaining as (
      select ${!settled}::boolean or exists (select from webhook_deliveries as later
        where later.endpoint_id = ${endpointId} and later.lane = ${lane} and later.state = 'waiting'
          and later.id <> ${id}) as more
      from settled
    ), opened as (
      update webhook_lanes set due_at = ${retryAt ?? work.now}::timestamptz, taken = false
      where endpoint_id = ${endpointId} and lane = ${lane} and (select more from remaining)
    ), closed as (
      delete from webhook_lanes
      where endpoint_id = ${endpointId} and lane = ${lane} and (select not more from remaining)
    )
    select more from remaining`.execute(work.tx)
  return rows[0] && { goesOn: rows[0].more && settled }
}
