import type { StoredBlob } from '../../platform/blobs/blobs.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { InspectedCsv } from './inspect-csv.ts'

/** The task that reads a file's contacts. */
export const importContactsTask = 'import-contacts'

/** Begins an import of a file that has been looked at; a job reads it. */
export async function startImport(
  work: Work,
  file: { blob: StoredBlob; fileName: string; inspected: InspectedCsv },
): Promise<number> {
  const { blob, inspected } = file
  const row = await work.tx
    .insertInto('contact_imports')
    .values({
      account_id: work.accountId,
      user_id: work.actor.kind === 'agent' ? work.actor.userId : null,
      file_name: file.fileName.slice(-200) || 'contacts.csv',
      blob_key: blob.key,
      byte_size: blob.byteSize,
      delimiter: inspected.start.delimiter,
      columns: JSON.stringify(inspected.columns),
      total: inspected.total,
      position: inspected.start.position,
      line: inspected.start.line,
      status: 'pending',
      created_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  importLater(work, row.id)
  return row.id
}

/** Has the next part of an import read. */
export function importLater(work: Work, importId: number): void {
  work.later({ task: importContactsTask, payload: { accountId: work.accountId, importId } })
}
