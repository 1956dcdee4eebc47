import { sql } from 'kysely'
import { notFound, Refusal } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Endpoint } from './endpoint.ts'

/** Sends a delivery again, under the same id, or at once what waits for its next attempt. Its attempts begin anew. */
export async function resend(work: Work, endpoint: Endpoint, deliveryId: number): Promise<void> {
  refuseWhileOff(endpoint)
  const row = await work.tx
    .updateTable('webhook_deliveries')
    .set({ state: 'waiting', failures: 0, settled_at: null })
    .where('id', '=', deliveryId)
    .where('endpoint_id', '=', endpoint.id)
    .where('account_id', '=', work.accountId)
    .returning('lane')
    .executeTakeFirst()
  if (!row) throw notFound()
  // Whoever is sending in this lane goes on, and takes this one next.
  await sql`insert into webhook_lanes as lanes (endpoint_id, lane, due_at) values (${endpoint.id}, ${row.lane}, ${work.now})
    on conflict (endpoint_id, lane) do update
    set due_at = case when lanes.taken and lanes.due_at > ${work.now} then lanes.due_at else ${work.now} end`.execute(
    work.tx,
  )
}

/** Nothing is sent to an address that is switched off. */
export function refuseWhileOff({ switchedOffAt }: Endpoint): void {
  if (switchedOffAt) throw new Refusal('invalid', 'This webhook is switched off: switch it on again first', 'webhook')
}
