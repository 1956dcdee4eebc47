import { sql, type Expression, type SqlBool } from 'kysely'
import { readRows } from '../../kernel/filter/read-rows.ts'
import type { FilterRow } from '../../kernel/filter/row.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { compileFilter } from '../../platform/filter/compile-filter.ts'
import { attributeFilterKey, listDefinitions } from '../custom-attributes/index.ts'
import { CONTACT_FILTER_KEYS } from './contact-filter-keys.ts'

/** The SQL of filter rows for a query on `contacts`; refuses what they name wrongly. The account is for the caller to say. */
export async function contactCondition(
  db: Reader,
  accountId: number,
  rows: FilterRow[],
  now: Date,
): Promise<Expression<SqlBool>> {
  const isStandard = (row: FilterRow) => row.attributeOf === null && CONTACT_FILTER_KEYS.has(row.key)
  const definitions = rows.every(isStandard) ? [] : await listDefinitions(db, accountId, 'contact')
  const find = (row: FilterRow) => {
    if (isStandard(row)) return CONTACT_FILTER_KEYS.get(row.key)
    if (row.attributeOf === 'conversation') return undefined
    const column = sql.ref('contacts.custom_attributes')
    return attributeFilterKey(definitions, { owner: 'contact', key: row.key, column })
  }
  return compileFilter(readRows(rows, find, now))
}
