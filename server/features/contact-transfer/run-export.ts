import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import type { Expression, SqlBool } from 'kysely'
import { system } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { BlobTooLarge, type Blobs } from '../../platform/blobs/blobs.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { OpenWork } from '../../platform/database/unit-of-work.ts'
import { contactCondition, listContacts, parseContactSort } from '../contacts/index.ts'
import type { MailPort } from '../../platform/mail/mail-port.ts'
import { tellByMail } from './tell-by-mail.ts'
import { exportRow, safeCell } from './export-columns.ts'
import { findExport, type ContactExport } from './export-store.ts'

const BATCH = 1000
const MAXIMUM_BYTES = 1024 * 1024 * 1024
const TOO_LARGE = 'The file would be too large. Export fewer columns, or one label at a time.'

interface Parts {
  db: Reader
  reader: Reader
  blobs: Blobs
  work: OpenWork
  mail: Pick<MailPort, 'installation'>
}

/** Writes an export's file. Running twice writes two files, of which the sweep removes one. */
export async function runExport(parts: Parts, exportId: number): Promise<void> {
  const wanted = await findExport(parts.db, exportId)
  if (wanted?.status !== 'pending') return
  const outcome = await write(parts, wanted)
  await parts.work(wanted.accountId, system, async (work) => {
    await work.tx
      .updateTable('contact_exports')
      .set({ ...outcome, finished_at: work.now })
      .where('id', '=', exportId)
      .execute()
    const { total: count = 0, error = null } = outcome
    const end = { kind: 'export' as const, file: 'contacts.csv', count, error }
    await tellByMail(work, parts.mail.installation, wanted.userId, end)
  })
}

// What would fail again the next time is told; anything else is tried again.
async function write(
  { reader, blobs }: Parts,
  wanted: ContactExport,
): Promise<{ status: string; error?: string; blob_key?: string; byte_size?: number; total?: number }> {
  const count = { total: 0 }
  try {
    // Days are counted back from when it was asked for, not from when there was time to do it.
    const matching = await contactCondition(reader, wanted.accountId, wanted.filter, wanted.createdAt)
    const lines = linesOf(reader, wanted, { matching, count })
    const { key, byteSize } = await blobs.put(Readable.from(lines), { maximumBytes: MAXIMUM_BYTES })
    return { status: 'completed', blob_key: key, byte_size: byteSize, total: count.total }
  } catch (error) {
    if (error instanceof BlobTooLarge) return { status: 'failed', error: TOO_LARGE }
    if (error instanceof Refusal) return { status: 'failed', error: error.message }
    throw error
  }
}

async function* linesOf(
  db: Reader,
  wanted: ContactExport,
  { matching, count }: { matching: Expression<SqlBool>; count: { total: number } },
): AsyncGenerator<string> {
  yield stringify([wanted.columnNames.map(safeCell)])
  const which = { reachable: true, matching, ...(wanted.label && { labels: [wanted.label] }) }
  const sort = parseContactSort('created_at')
  let cursor: string | undefined
  do {
    const { contacts, nextCursor } = await listContacts(db, wanted.accountId, which, { sort, size: BATCH, cursor })
    count.total += contacts.length
    yield stringify(contacts.map((contact) => exportRow(contact, wanted.columnNames)))
    cursor = nextCursor ?? undefined
  } while (cursor !== undefined)
}
