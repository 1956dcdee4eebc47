import { sql } from 'kysely'
import type { Database } from '../../platform/database/connection.ts'

/** The task that removes deliveries that were settled long ago. */
export const sweepDeliveriesTask = 'sweep-webhook-deliveries'

const DAYS_KEPT = 30
const BATCH = 5000

/** Removes deliveries with their attempts, and replays, a month after they were settled. Returns how many deliveries went. */
export async function sweepDeliveries(db: Database, now: Date): Promise<number> {
  const oldest = new Date(now.getTime() - DAYS_KEPT * 86_400_000)
  let removed = 0
  for (;;) {
    const { numAffectedRows = 0n } = await sql`delete from webhook_deliveries where id in (
      select id from webhook_deliveries where settled_at < ${oldest} order by settled_at limit ${BATCH})`.execute(db)
    removed += Number(numAffectedRows)
    if (numAffectedRows < BATCH) break
  }
  await sql`delete from webhook_replays where created_at < ${oldest} and position >= last_position and not exists (
    select from webhook_deliveries where replay_id = webhook_replays.id)`.execute(db)
  return removed
}
