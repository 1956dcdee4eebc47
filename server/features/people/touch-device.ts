import type { Database } from '../../platform/database/connection.ts'
import type { Scratch } from '../../platform/scratch/scratch.ts'

const EVERY_SECONDS = 300

/** Notes that a device is in use, at most once in five minutes: the sessions page needs no more, and a write per request would. */
export async function touchDevice(
  parts: { db: Database; scratch: Scratch; now: Date },
  userId: number,
  clientId: string,
): Promise<void> {
  const hits = await parts.scratch.increment(`device-seen:${userId}:${clientId}`, EVERY_SECONDS)
  if (hits !== 1) return
  await parts.db
    .updateTable('device_tokens')
    .set({ last_activity_at: parts.now })
    .where('user_id', '=', userId)
    .where('client_id', '=', clientId)
    .execute()
}
