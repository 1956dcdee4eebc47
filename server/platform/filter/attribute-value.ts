import { sql, type RawBuilder } from 'kysely'
import type { KeyType } from '../../kernel/filter/key.ts'

/**
 * The value of an attribute in a jsonb column, as the type that rows compare. What is stored came from many hands: what cannot be
 * read as the type is null, never an error of the statement.
 */
export function attributeValue(column: RawBuilder<unknown>, key: string, type: KeyType): RawBuilder<unknown> {
  const text = sql`(${column} ->> ${key}::text)`
  if (type === 'number') {
    return sql`(case when ${text} ~ '^-?[0-9]{1,255}([.][0-9]{1,255})?$' then ${text}::numeric end)`
  }
  if (type === 'flag') return sql`(case lower(${text}) when 'true' then true when 'false' then false end)`
  if (type === 'day') return sql`substring(${text} from '^[0-9]{4}-[0-9]{2}-[0-9]{2}')`
  return text
}
