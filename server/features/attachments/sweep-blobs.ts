import { sql } from 'kysely'
import type { Blobs } from '../../platform/blobs/blobs.ts'
import type { Database } from '../../platform/database/connection.ts'

// An upload whose message is still on its way has no row yet.
const GRACE_MS = 24 * 3600 * 1000
const BATCH = 500
// An export is fetched soon, or made again.
const EXPORT_MS = 7 * 24 * 3600 * 1000

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

async function sweep(parts: { db: Database; blobs: Blobs; now: Date }, keys: string[]): Promise<number> {
  const { rows } = await sql<{ key: string }>`
    select blob_key as key from attachments where blob_key = any(${keys}::text[])
    union all select avatar_blob_key from users where avatar_blob_key = any(${keys}::text[])
    union all select avatar_blob_key from contacts where avatar_blob_key = any(${keys}::text[])
    union all select avatar_blob_key from inboxes where avatar_blob_key = any(${keys}::text[])
    union all select avatar_blob_key from agent_bots where avatar_blob_key = any(${keys}::text[])
    union all select key from branding, unnest(array[logo_blob_key, logo_dark_blob_key, thumbnail_blob_key, favicon_blob_key]) key
      where key = any(${keys}::text[])
    union all select blob_key from uploads where blob_key = any(${keys}::text[])
    union all select blob_key from received_mails where blob_key = any(${keys}::text[])
    union all select blob_key from contact_imports where blob_key = any(${keys}::text[])
    union all select blob_key from contact_exports
      where blob_key = any(${keys}::text[]) and created_at > ${new Date(parts.now.getTime() - EXPORT_MS)}`.execute(
    parts.db,
  )
  const kept = new Set(rows.map((row) => row.key))
  const orphans = keys.filter((key) => !kept.has(key))
  for (const key of orphans) await parts.blobs.delete(key)
  return orphans.length
}
