import { system } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { BlobMissing, type Blobs } from '../../platform/blobs/blobs.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { OpenWork, Work } from '../../platform/database/unit-of-work.ts'
import type { MailPort } from '../../platform/mail/mail-port.ts'
import { importBatch, isOver } from './import-batch.ts'
import { findImport, lockImport, tellProgress, type ContactImport } from './import-store.ts'
import { readCsv, type CsvRow } from './read-csv.ts'
import { importLater } from './start-import.ts'
import { tellByMail } from './tell-by-mail.ts'

const BATCH = 250
// A job of some seconds: stopping the program waits for the jobs that run.
const BATCHES_PER_JOB = 20

interface Parts {
  db: Reader
  blobs: Blobs
  work: OpenWork
  mail: Pick<MailPort, 'installation'>
}

/** Reads the next part of a file, from where the import stands: each batch commits with that place, so nothing is read twice. */
export async function runImport(parts: Parts, which: { accountId: number; importId: number }): Promise<void> {
  const current = await findImport(parts.db, which.importId)
  if (!current || isOver(current)) return
  const act = <T>(action: (work: Work) => Promise<T>) => parts.work(which.accountId, system, action)
  try {
    const outcome = await readOn(parts.blobs, current, (rows, after) =>
      act((work) => importBatch(work, { importId: current.id, after, rows })),
    )
    if (outcome === 'ended') await act((work) => finish(work, parts, { importId: current.id, error: null }))
    if (outcome === 'paused') await act(async (work) => importLater(work, current.id))
  } catch (error) {
    // Somebody made the same contact at the same moment: the job runs again and finds them.
    const isLasting = error instanceof BlobMissing || (error instanceof Refusal && error.code !== 'taken')
    if (!isLasting) throw error
    await act((work) => finish(work, parts, { importId: current.id, error: error.message }))
  }
}

async function readOn(
  blobs: Blobs,
  current: ContactImport,
  take: (rows: CsvRow[], after: number) => Promise<boolean>,
): Promise<'ended' | 'paused' | 'overtaken'> {
  let after = current.processed
  let batches = 0
  let rows: CsvRow[] = []
  for await (const row of restOf(blobs, current)) {
    rows.push(row)
    if (rows.length < BATCH) continue
    if (!(await take(rows, after))) return 'overtaken'
    after += rows.length
    rows = []
    batches += 1
    if (batches === BATCHES_PER_JOB) return 'paused'
  }
  if (rows.length > 0 && !(await take(rows, after))) return 'overtaken'
  return 'ended'
}

async function* restOf(blobs: Blobs, current: ContactImport): AsyncGenerator<CsvRow> {
  if (current.position >= current.byteSize) return
  const bytes = await blobs.open(current.blobKey ?? '', { start: current.position, end: current.byteSize - 1 })
  yield* readCsv(bytes, current)
}

async function finish(
  work: Work,
  { mail }: Pick<Parts, 'mail'>,
  { importId, error }: { importId: number; error: string | null },
) {
  const current = await lockImport(work, importId)
  if (!current || isOver(current)) return
  await work.tx
    .updateTable('contact_imports')
    .set({ status: error ? 'failed' : 'completed', error, blob_key: null, finished_at: work.now })
    .where('id', '=', importId)
    .execute()
  tellProgress(work, current)
  const { userId, fileName: file, created, updated, failed: rejected } = current
  await tellByMail(work, mail.installation, userId, { kind: 'import', file, count: created + updated, rejected, error })
}
