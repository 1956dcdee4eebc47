import type { Blobs } from '../../platform/blobs/blobs.ts'
import type { Database } from '../../platform/database/connection.ts'

// An upload whose message is still on its way has no row yet.
const GRACE_MS = 24 * 3600 * 1000
const BATCH = 500

// Longer than an upload may be attached for, so that the bytes of one that is being attached are safe.
const FORGET_MS = 2 * GRACE_MS

/** Forgets uploads that were announced or stored two days ago and are not kept. Their bytes go with the next sweep. */
export async function sweepUploads(db: Database, now: Date): Promise<number> {
  const rows = await db
    .deleteFrom('uploads')
    .where('kept', '=', false)
    .where('created_at', '<', new Date(now.getTime() - FORGET_MS))
    .returning('id')
    .execute()
  return rows.length
}

/** Removes bytes that no row speaks of: uploads whose message never came, files of deleted messages. Returns how many. */
export async function sweepBlobs(parts: { db: Database; blobs: Blobs; now: Date }): Promise<number> {
  let removed = 0
  let batch: string[] = []
  for await (const blob of parts.blobs.keys()) {
    if (parts.now.getTime() - blob.createdAt.getTime() < GRACE_MS) continue
    batch.push(blob.key)
    if (batch.length < BATCH) continue
    removed += await sweep(parts, batch)
    batch = []
  }
  return removed + (await sweep(parts, batch))
}

async function sweep(parts: { db: Database; blobs: Blobs }, keys: string[]): Promise<number> {
  const files = await parts.db
    .selectFrom('attachments')
    .select('blob_key as key')
    .where((eb) => eb('blob_key', '=', eb.fn.any(eb.val(keys))))
    .execute()
  const faces = await parts.db
    .selectFrom('users')
    .select('avatar_blob_key as key')
    .where((eb) => eb('avatar_blob_key', '=', eb.fn.any(eb.val(keys))))
    .execute()
  const bots = await parts.db
    .selectFrom('agent_bots')
    .select('avatar_blob_key as key')
    .where((eb) => eb('avatar_blob_key', '=', eb.fn.any(eb.val(keys))))
    .execute()
  const uploads = await parts.db
    .selectFrom('uploads')
    .select('blob_key as key')
    .where((eb) => eb('blob_key', '=', eb.fn.any(eb.val(keys))))
    .execute()
  const signs = await parts.db
    .selectFrom('inboxes')
    .select('avatar_blob_key as key')
    .where((eb) => eb('avatar_blob_key', '=', eb.fn.any(eb.val(keys))))
    .execute()
  const kept = new Set([...files, ...faces, ...bots, ...uploads, ...signs].map((row) => row.key))
  const orphans = keys.filter((key) => !kept.has(key))
  for (const key of orphans) await parts.blobs.delete(key)
  return orphans.length
}
