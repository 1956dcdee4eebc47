import { sql, type Compilable, type CompiledQuery, type RawBuilder } from 'kysely'
import type { Reader } from './reader.ts'

/** Stands in a query for a value that comes with each run. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** The values of a compiled query by their names, while it is built. */
export type Given<Values> = { [Name in keyof Values]: RawBuilder<Values[Name]> }

/**
 * A query that is built once and run with other values each time, for what every request asks: building a query of twenty columns
 * costs about as much of this process's time as sending it. `build` must take every value from `given`.
 */
export function compiled<Values extends object, Row>(
  build: (db: Reader, given: Given<Values>) => Compilable<Row>,
): (db: Reader, values: Values) => Promise<Row[]> {
  let query: CompiledQuery<Row> | undefined
  const given = new Proxy({} as Given<Values>, { get: (_, name) => sql`${new Slot(String(name))}` })
  return async (db, values) => {
    query ??= build(db, given).compile()
    const parameters = query.parameters.map((one) => (one instanceof Slot ? Reflect.get(values, one.name) : one))
    const { rows } = await db.executeQuery<Row>({ ...query, parameters })
    return rows
  }
}
