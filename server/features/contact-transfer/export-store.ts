import type { FilterRow } from '../../kernel/filter/row.ts'
import type { Reader } from '../../platform/database/reader.ts'

/** Contacts on their way into a file. pending → completed, or failed. The file lies there for a week. */
export interface ContactExport {
  id: number
  accountId: number
  userId: number
  status: 'pending' | 'completed' | 'failed'
  columnNames: string[]
  /** Rows that a contact must match, as they were sent: what they name may be gone when the file is written. */
  filter: FilterRow[]
  label: string | null
  total: number | null
  blobKey: string | null
  byteSize: number | null
  error: string | null
  createdAt: Date
  finishedAt: Date | null
}

const columns = [
  'id',
  'account_id as accountId',
  'user_id as userId',
  'status',
  'column_names as columnNames',
  'filter',
  'label',
  'total',
  'blob_key as blobKey',
  'byte_size as byteSize',
  'error',
  'created_at as createdAt',
  'finished_at as finishedAt',
] as const

/** The latest exports that somebody has asked for, the newest first. Nobody sees another's. */
export async function listExports(
  db: Reader,
  who: { accountId: number; userId: number },
  size: number,
): Promise<ContactExport[]> {
  const rows = await db
    .selectFrom('contact_exports')
    .select(columns)
    .where('account_id', '=', who.accountId)
    .where('user_id', '=', who.userId)
    .orderBy('id', 'desc')
    .limit(size)
    .execute()
  return rows as unknown as ContactExport[]
}

/** One export, whoever asks: for jobs and signed links. */
export async function findExport(db: Reader, id: number): Promise<ContactExport | undefined> {
  const row = await db.selectFrom('contact_exports').select(columns).where('id', '=', id).executeTakeFirst()
  return row as unknown as ContactExport | undefined
}
