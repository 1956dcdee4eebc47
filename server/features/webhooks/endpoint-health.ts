import { sql } from 'kysely'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Endpoint } from './endpoint.ts'
import type { Outcome } from './make-attempt.ts'

const DAY_MS = 86_400_000

/** After so many days without an arrival administrators are told, and after so many the address is switched off. */
export const WARNED_AFTER_DAYS = 1
export const SWITCHED_OFF_AFTER_DAYS = 5

/** What administrators are told of an address. */
export type Alarm = 'failing' | 'switched_off' | 'gone'

/** Something arrived: whatever was wrong is over. The moment is kept to the minute, for who delivers much. */
export async function noteArrival(work: Work, { id }: Endpoint): Promise<void> {
  await sql`update webhook_endpoints
    set last_delivered_at = ${work.now}, failing_since = null, last_failure = null, warned_at = null
    where id = ${id} and (failing_since is not null or last_delivered_at is null
      or last_delivered_at < ${new Date(work.now.getTime() - 60_000)})`.execute(work.tx)
}

/** Something did not arrive. Returns what administrators are to be told now: each alarm is raised once, by whoever changes the row. */
export async function noteFailure(work: Work, { id }: Endpoint, outcome: Outcome): Promise<Alarm | undefined> {
  const failure = outcome.error ?? `The answer was ${outcome.status}`
  // Written only where it says something new: many deliveries may fail at once.
  await sql`update webhook_endpoints set failing_since = coalesce(failing_since, ${work.now}), last_failure = ${failure}
    where id = ${id} and (failing_since is null or last_failure is distinct from ${failure})`.execute(work.tx)
  const { rows } = await sql<{ since: Date | null; warned: boolean; off: boolean }>`
    select failing_since as since, warned_at is not null as warned, switched_off_at is not null as off
    from webhook_endpoints where id = ${id}`.execute(work.tx)
  const [endpoint] = rows
  if (!endpoint?.since || endpoint.off) return undefined
  if (outcome.status === 410) return (await switchOff(work, id, 'gone')) ? 'gone' : undefined
  const failingMs = work.now.getTime() - endpoint.since.getTime()
  if (failingMs >= SWITCHED_OFF_AFTER_DAYS * DAY_MS) {
    return (await switchOff(work, id, 'failing')) ? 'switched_off' : undefined
  }
  if (failingMs < WARNED_AFTER_DAYS * DAY_MS || endpoint.warned) return undefined
  const { numAffectedRows } = await sql`update webhook_endpoints set warned_at = ${work.now}
    where id = ${id} and warned_at is null`.execute(work.tx)
  return numAffectedRows === 1n ? 'failing' : undefined
}

async function switchOff(work: Work, id: number, reason: 'gone' | 'failing'): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update webhook_endpoints set switched_off_at = ${work.now}, switched_off_reason = ${reason},
      switched_off_position = (select position from webhook_followers where account_id = webhook_endpoints.account_id)
    where id = ${id} and switched_off_at is null`.execute(work.tx)
  return numAffectedRows === 1n
}

/** Leaves the lanes of a switched-off address alone until it is on again. */
export async function parkLanes(work: Work, endpointId: number): Promise<void> {
  await sql`update webhook_lanes set due_at = 'infinity' where (endpoint_id, lane) in (
    select endpoint_id, lane from webhook_lanes where endpoint_id = ${endpointId} and not taken
    order by endpoint_id, lane for update)`.execute(work.tx)
}

/** Sends to an address again: what waited goes on where it stopped. */
export async function switchOn(work: Work, { id }: Pick<Endpoint, 'id'>): Promise<void> {
  await sql`update webhook_endpoints set switched_off_at = null, switched_off_reason = null, switched_off_position = null,
      failing_since = null, last_failure = null, warned_at = null
    where id = ${id}`.execute(work.tx)
  await sql`update webhook_lanes set due_at = ${work.now} where (endpoint_id, lane) in (
    select endpoint_id, lane from webhook_lanes where endpoint_id = ${id} and not taken
    order by endpoint_id, lane for update)`.execute(work.tx)
}
