import { sql } from 'kysely'
import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { CsvColumn } from './csv-columns.ts'

/**
 * Contacts that come from a file. pending → processing → completed, or failed when the file turns out not to be readable. Rows that
 * are no contacts are rejected one by one and do not stop the others.
 */
export interface ContactImport {
  id: number
  accountId: number
  userId: number | null
  status: 'pending' | 'processing' | 'completed' | 'failed'
  fileName: string
  blobKey: string | null
  byteSize: number
  delimiter: string
  columns: CsvColumn[]
  total: number
  position: number
  line: number
  processed: number
  created: number
  updated: number
  failed: number
  error: string | null
  createdAt: Date
  finishedAt: Date | null
}

/** A row of a file that became no contact, and why. */
export interface RejectedRow {
  rowNumber: number
  line: number
  reason: string
  cells: string[]
}

const columns = [
  'id',
  'account_id as accountId',
  'user_id as userId',
  'status',
  'file_name as fileName',
  'blob_key as blobKey',
  'byte_size as byteSize',
  'delimiter',
  'columns',
  'total',
  'position',
  'line',
  'processed',
  'created',
  'updated',
  'failed',
  'error',
  'created_at as createdAt',
  'finished_at as finishedAt',
] as const

/** The latest imports of an account, the newest first. */
export async function listImports(db: Reader, accountId: number, size: number): Promise<ContactImport[]> {
  const rows = await db
    .selectFrom('contact_imports')
    .select(columns)
    .where('account_id', '=', accountId)
    .orderBy('id', 'desc')
    .limit(size)
    .execute()
  return rows as unknown as ContactImport[]
}

/** One import, whoever asks: for jobs and signed links. */
export async function findImport(db: Reader, id: number): Promise<ContactImport | undefined> {
  const row = await db.selectFrom('contact_imports').select(columns).where('id', '=', id).executeTakeFirst()
  return row as unknown as ContactImport | undefined
}

/** One import of the account, or a refusal. */
export async function loadImport(db: Reader, accountId: number, id: number): Promise<ContactImport> {
  const found = await findImport(db, id)
  if (found?.accountId !== accountId) throw notFound()
  return found
}

/** Locks an import's row: of two workers that run it, the second waits and sees how far the first has come. */
export async function lockImport(work: Work, id: number): Promise<ContactImport | undefined> {
  const row = await work.tx
    .selectFrom('contact_imports')
    .select(columns)
    .where('account_id', '=', work.accountId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row as unknown as ContactImport | undefined
}

/** Tells whoever began an import how far it is. */
export function tellProgress(work: Work, { id, userId }: Pick<ContactImport, 'id' | 'userId'>): void {
  if (userId !== null) work.record({ type: 'contact_import.progressed', data: { userId, importId: id } })
}

/** Keeps rows that became no contacts. */
export async function keepRejects(work: Work, importId: number, rows: RejectedRow[]): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map((row) => ({
    import_id: importId,
    row_number: row.rowNumber,
    line: row.line,
    reason: row.reason,
    cells: sql`${JSON.stringify(row.cells)}::jsonb`,
  }))
  await work.tx.insertInto('contact_import_rejects').values(values).execute()
}

/** The rejected rows of an import after a row, in the order of the file. */
export async function listRejects(
  db: Reader,
  importId: number,
  after: { rowNumber: number; size: number },
): Promise<RejectedRow[]> {
  const rows = await db
    .selectFrom('contact_import_rejects')
    .select(['row_number as rowNumber', 'line', 'reason', 'cells'])
    .where('import_id', '=', importId)
    .where('row_number', '>', after.rowNumber)
    .orderBy('row_number')
    .limit(after.size)
    .execute()
  return rows as RejectedRow[]
}
