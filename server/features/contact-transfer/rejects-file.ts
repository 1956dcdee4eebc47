import { stringify } from 'csv-stringify/sync'
import type { Reader } from '../../platform/database/reader.ts'
import { safeCell } from './export-columns.ts'
import { listRejects, type ContactImport } from './import-store.ts'

const BATCH = 1000

/** The rows of a file that became no contacts, as a CSV file: as they were, with their line and why. */
export async function* rejectsFile(db: Reader, one: ContactImport): AsyncGenerator<string> {
  const width = one.columns.length
  yield stringify([[...one.columns.map(({ header }) => safeCell(header)), 'line', 'reason']])
  let rowNumber = 0
  for (;;) {
    const rows = await listRejects(db, one.id, { rowNumber, size: BATCH })
    if (rows.length === 0) return
    yield stringify(
      rows.map(({ cells, line, reason }) => {
        const own = Array.from({ length: width }, (_, at) => safeCell(cells[at] ?? ''))
        return [...own, String(line), reason]
      }),
    )
    rowNumber = rows.at(-1)?.rowNumber ?? 0
  }
}
