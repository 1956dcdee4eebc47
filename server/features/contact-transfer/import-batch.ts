import type { Work } from '../../platform/database/unit-of-work.ts'
import { changeContact, createContact, findByAnyDetail, type ContactChanges } from '../contacts/index.ts'
import { KnownContacts } from './known-contacts.ts'
import { lockImport, keepRejects, tellProgress, type ContactImport, type RejectedRow } from './import-store.ts'
import type { CsvRow } from './read-csv.ts'
import { readRow } from './read-row.ts'

/** Rows of a file, and where they begin: after how many others. */
export interface Batch {
  importId: number
  after: number
  rows: CsvRow[]
}

/**
 * Makes contacts of some rows, all or none of them, and notes how far the import has come in the same transaction. False when
 * another worker was here before, or the import is over.
 */
export async function importBatch(work: Work, { importId, after, rows }: Batch): Promise<boolean> {
  const current = await lockImport(work, importId)
  if (!current || current.processed !== after || isOver(current)) return false
  const read = rows.map((row) => ({ row, ...readRow(row.cells, current.columns) }))
  const known = new KnownContacts(
    await findByAnyDetail(
      work.tx,
      work.accountId,
      read.flatMap((one) => ('changes' in one ? [one.changes] : [])),
    ),
  )
  const counts = { created: 0, updated: 0 }
  const rejects: RejectedRow[] = []
  for (const [at, one] of read.entries()) {
    const reason = 'reason' in one ? one.reason : await take(work, one.changes, { known, counts })
    if (reason) rejects.push({ rowNumber: after + at + 1, line: one.row.line, reason, cells: one.row.cells })
  }
  await keepRejects(work, importId, rejects)
  await noteProgress(work, current, { rows, counts, failed: rejects.length })
  tellProgress(work, current)
  return true
}

/** Whether nothing more is to be read. */
export function isOver({ status }: Pick<ContactImport, 'status'>): boolean {
  return status === 'completed' || status === 'failed'
}

/** Makes a contact of a row, or brings one up to date; returns why not when a detail is somebody else's. */
async function take(
  work: Work,
  changes: ContactChanges,
  state: { known: KnownContacts; counts: { created: number; updated: number } },
): Promise<string | undefined> {
  const { known, counts } = state
  const meant = known.whoIs(changes)
  if ('taken' in meant) return meant.taken
  if (meant.person) {
    await changeContact(work, meant.person.id, changes)
    counts.updated += 1
    known.learn(meant.person, changes)
  } else {
    const id = await createContact(work, changes)
    counts.created += 1
    known.learn({ id, email: null, phoneNumber: null, identifier: null }, changes)
  }
  return undefined
}

async function noteProgress(
  work: Work,
  current: ContactImport,
  done: { rows: CsvRow[]; counts: { created: number; updated: number }; failed: number },
) {
  const last = done.rows.at(-1)
  if (!last) return
  await work.tx
    .updateTable('contact_imports')
    .set({
      status: 'processing',
      position: last.end,
      line: last.lastLine,
      processed: current.processed + done.rows.length,
      created: current.created + done.counts.created,
      updated: current.updated + done.counts.updated,
      failed: current.failed + done.failed,
    })
    .where('id', '=', current.id)
    .execute()
}
