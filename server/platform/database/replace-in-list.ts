import { sql, type RawBuilder } from 'kysely'

/** A text[] column with one of its texts replaced, or taken out when there is nothing instead; no text stands in it twice. */
export function replacedInList(column: string, from: string, to: string | null): RawBuilder<string[]> {
  const list = sql.ref<string[]>(column)
  const without = sql<string[]>`array_remove(${list}, ${from}::text)`
  if (to === null) return without
  return sql<
    string[]
  >`case when ${to}::text = any(${list}) then ${without} else array_replace(${list}, ${from}::text, ${to}::text) end`
}
