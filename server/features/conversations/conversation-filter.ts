import type { Expression, SqlBool } from 'kysely'
import { readRows } from '../../kernel/filter/read-rows.ts'
import type { FilterRow } from '../../kernel/filter/row.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { compileFilter, type SqlKey } from '../../platform/filter/compile-filter.ts'
import { attributeFilterKey, listDefinitions, type AttributeDefinition } from '../custom-attributes/index.ts'
import { ATTRIBUTE_COLUMNS, CONVERSATION_FILTER_KEYS } from './conversation-filter-keys.ts'

type Keys = ReadonlyMap<string, SqlKey>

/** The SQL of filter rows for a query on `conversations`; refuses what they name wrongly. Account and visibility are for the caller to say. */
export async function conversationCondition(
  db: Reader,
  accountId: number,
  rows: FilterRow[],
  now: Date,
  keys: Keys = CONVERSATION_FILTER_KEYS,
): Promise<Expression<SqlBool>> {
  const isStandard = (row: FilterRow) => row.attributeOf === null && keys.has(row.key)
  const definitions = rows.every(isStandard) ? [] : await listDefinitions(db, accountId)
  return compileConversationRows(rows, { definitions, keys, now })
}

/** The same of what is at hand already, without I/O. */
export function compileConversationRows(
  rows: FilterRow[],
  { definitions, keys, now }: { definitions: AttributeDefinition[]; keys: Keys; now: Date },
): Expression<SqlBool> {
  return compileFilter(readRows(rows, (row) => findKey(row, keys, definitions), now))
}

function findKey(row: FilterRow, keys: Keys, definitions: AttributeDefinition[]): SqlKey | undefined {
  const standard = row.attributeOf === null ? keys.get(row.key) : undefined
  if (standard) return standard
  const owner = row.attributeOf ?? 'conversation'
  return attributeFilterKey(definitions, { owner, key: row.key, column: ATTRIBUTE_COLUMNS[owner] })
}
