import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import { system } from '../../kernel/actor.ts'
import { BlobTooLarge, type Blobs } from '../../platform/blobs/blobs.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { OpenWork } from '../../platform/database/unit-of-work.ts'
import { listContacts, parseContactSort } from '../contacts/index.ts'
import { exportRow, safeCell } from './export-columns.ts'
import { findExport, type ContactExport } from './export-store.ts'

const BATCH = 1000
const MAXIMUM_BYTES = 1024 * 1024 * 1024

interface Parts {
  db: Reader
  reader: Reader
  blobs: Blobs
  work: OpenWork
}

/** Writes an export's file. Running twice writes two files, of which the sweep removes one. */
export async function runExport(parts: Parts, exportId: number): Promise<void> {
  const wanted = await findExport(parts.db, exportId)
  if (wanted?.status !== 'pending') return
  const count = { total: 0 }
  const outcome = await parts.blobs
    .put(Readable.from(linesOf(parts.reader, wanted, count)), { maximumBytes: MAXIMUM_BYTES })
    .catch((error: unknown) => {
      if (error instanceof BlobTooLarge) return error
      throw error
    })
  const isStored = !(outcome instanceof BlobTooLarge)
  await parts.work(wanted.accountId, system, async (work) => {
    await work.tx
      .updateTable('contact_exports')
      .set({
        ...(isStored
          ? { status: 'completed', blob_key: outcome.key, byte_size: outcome.byteSize, total: count.total }
          : { status: 'failed', error: 'The file would be too large. Export fewer columns, or one label at a time.' }),
        finished_at: work.now,
      })
      .where('id', '=', exportId)
      .execute()
  })
}

async function* linesOf(db: Reader, wanted: ContactExport, count: { total: number }): AsyncGenerator<string> {
  yield stringify([wanted.columnNames.map(safeCell)])
  const which = { reachable: true, ...(wanted.label && { labels: [wanted.label] }) }
  const sort = parseContactSort('created_at')
  let cursor: string | undefined
  do {
    const { contacts, nextCursor } = await listContacts(db, wanted.accountId, which, { sort, size: BATCH, cursor })
    count.total += contacts.length
    yield stringify(contacts.map((contact) => exportRow(contact, wanted.columnNames)))
    cursor = nextCursor ?? undefined
  } while (cursor !== undefined)
}
