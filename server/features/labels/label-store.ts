import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Label } from './label.ts'

const columns = [
  'id',
  'account_id as accountId',
  'title',
  'description',
  'color',
  'show_on_sidebar as showOnSidebar',
] as const

/** The labels of an account by their titles. */
export async function listLabels(db: Reader, accountId: number): Promise<Label[]> {
  return db.selectFrom('labels').select(columns).where('account_id', '=', accountId).orderBy('title').execute()
}

/** A label of the account, or undefined. */
export async function findLabel(db: Reader, accountId: number, id: number): Promise<Label | undefined> {
  return db
    .selectFrom('labels')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** A label of the account, or a refusal. */
export async function loadLabel(db: Reader, accountId: number, id: number): Promise<Label> {
  const label = await findLabel(db, accountId, id)
  if (!label) throw notFound()
  return label
}

/** The same inside a unit of work, with the row locked for a change. */
export async function lockLabel(db: Reader, accountId: number, id: number): Promise<Label> {
  const row = await db
    .selectFrom('labels')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  return row
}
