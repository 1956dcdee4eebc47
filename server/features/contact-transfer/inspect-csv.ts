import { invalid } from '../../kernel/refusal.ts'
import type { Blobs, StoredBlob } from '../../platform/blobs/blobs.ts'
import { mapColumns, type CsvColumn } from './csv-columns.ts'
import { findDelimiter, readCsv, type CsvPlace, type CsvRow } from './read-csv.ts'

/** What a look at a file tells: its columns, its first rows, how many there are, and where they begin. */
export interface InspectedCsv {
  columns: CsvColumn[]
  firstRows: CsvRow[]
  total: number
  start: CsvPlace
}

const SHOWN = 5

/** Reads a CSV file once to its end, so that whoever sent it hears at once when it cannot be imported. */
export async function inspectCsv(blobs: Blobs, blob: StoredBlob): Promise<InspectedCsv> {
  const beginning = { delimiter: findDelimiter(blob.head), position: 0, line: 0 }
  const firstRows: CsvRow[] = []
  let header: CsvRow | undefined
  let columns: CsvColumn[] = []
  let total = 0
  for await (const row of readCsv(await blobs.open(blob.key), beginning)) {
    if (!header) {
      header = row
      columns = mapColumns(row.cells)
      continue
    }
    total += 1
    if (firstRows.length < SHOWN) firstRows.push(row)
  }
  if (!header) throw invalid('import_file', 'import_file is empty')
  if (total === 0) throw invalid('import_file', 'import_file has no rows below the names of its columns')
  return { columns, firstRows, total, start: { ...beginning, position: header.end, line: header.lastLine } }
}
