import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { AttributeDefinition, Owner } from './definition.ts'

const columns = [
  'id',
  'account_id as accountId',
  'owner',
  'key',
  'display_name as displayName',
  'display_type as displayType',
  'description',
  'choices',
  'pattern',
  'pattern_cue as patternCue',
  'default_value as defaultValue',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const

/** The attributes that an account has defined, of one owner or of all, in the order of their making. */
export async function listDefinitions(db: Reader, accountId: number, owner?: Owner): Promise<AttributeDefinition[]> {
  const rows = await db
    .selectFrom('custom_attribute_definitions')
    .select(columns)
    .where('account_id', '=', accountId)
    .$if(owner !== undefined, (query) => query.where('owner', '=', owner ?? ''))
    .orderBy('id')
    .execute()
  return rows as AttributeDefinition[]
}

/** A definition of the account, or a refusal. */
export async function loadDefinition(db: Reader, accountId: number, id: number): Promise<AttributeDefinition> {
  const row = await db
    .selectFrom('custom_attribute_definitions')
    .select(columns)
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound()
  return row as AttributeDefinition
}
