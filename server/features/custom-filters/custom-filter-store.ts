import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { CustomFilter, FilterType } from './custom-filter.ts'

const columns = [
  'id',
  'filter_type as filterType',
  'name',
  'query',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const

/** Somebody in one account, who has filters of their own there. */
export interface FilterOwner {
  accountId: number
  userId: number
}

/** The filters of one type that somebody saved, in the order of their making. */
export async function listCustomFilters(db: Reader, owner: FilterOwner, type: FilterType): Promise<CustomFilter[]> {
  const rows = await db
    .selectFrom('custom_filters')
    .select(columns)
    .where('account_id', '=', owner.accountId)
    .where('user_id', '=', owner.userId)
    .where('filter_type', '=', type)
    .orderBy('id')
    .execute()
  return rows as CustomFilter[]
}

/** A filter on behalf of its owner, or a refusal. */
export async function loadCustomFilter(db: Reader, owner: FilterOwner, id: number): Promise<CustomFilter> {
  const row = await db
    .selectFrom('custom_filters')
    .select(columns)
    .where('account_id', '=', owner.accountId)
    .where('user_id', '=', owner.userId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row as CustomFilter
}
