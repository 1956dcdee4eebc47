import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import type { Condition, Filter, Test } from '../../kernel/filter/condition.ts'
import type { FilterKey, KeyType } from '../../kernel/filter/key.ts'

/** A key of filter rows with the SQL of its value. */
export interface SqlKey extends FilterKey {
  expression: RawBuilder<unknown>
}

/** The SQL of a checked filter; every value in it is a parameter. */
export function compileFilter(filter: Filter<SqlKey>): Expression<SqlBool> {
  if (filter.length === 0) return sql<SqlBool>`true`
  const groups = filter.map((group) => sql`(${sql.join(group.map(compileCondition), sql` and `)})`)
  return sql<SqlBool>`(${sql.join(groups, sql` or `)})`
}

function compileCondition({ key, test, negated }: Condition<SqlKey>): RawBuilder<unknown> {
  const passes = compileTest(key, test)
  return negated ? sql`((${passes}) is not true)` : passes
}

function compileTest({ expression, type }: SqlKey, test: Test): RawBuilder<unknown> {
  switch (test.kind) {
    case 'anything':
      return sql`true`
    case 'present':
      return present(expression, type)
    case 'equals':
      return test.orNothing
        ? sql`(${equals(expression, type, test.values)} or (${present(expression, type)}) is not true)`
        : equals(expression, type, test.values)
    case 'contains':
      return like(
        expression,
        test.texts.map((text) => `%${literal(text)}%`),
      )
    case 'starts':
      return like(
        expression,
        test.texts.map((text) => `${literal(text)}%`),
      )
    case 'above':
      return sql`${ordered(expression, type)} > ${test.value}::${TYPES[type]}`
    case 'from':
      return sql`${ordered(expression, type)} >= ${test.value}::${TYPES[type]}`
    case 'below':
      return sql`${ordered(expression, type)} < ${test.value}::${TYPES[type]}`
  }
}

const TYPES: Record<KeyType, RawBuilder<unknown>> = {
  text: sql`text`,
  choice: sql`text`,
  labels: sql`text`,
  day: sql`text`,
  id: sql`integer`,
  number: sql`numeric`,
  flag: sql`boolean`,
  moment: sql`timestamptz`,
}

function equals(expression: RawBuilder<unknown>, type: KeyType, values: unknown[]): RawBuilder<unknown> {
  if (type === 'text') return sql`lower(${expression}) = any(array(select lower(unnest(${values}::text[]))))`
  // The first half lets the indexes be used, which leave out rows without labels.
  if (type === 'labels') return sql`(${expression} <> '{}' and ${expression} && ${values}::text[])`
  return sql`${expression} = any(${values}::${TYPES[type]}[])`
}

function present(expression: RawBuilder<unknown>, type: KeyType): RawBuilder<unknown> {
  if (type === 'text') return sql`${expression} <> ''`
  if (type === 'labels') return sql`${expression} <> '{}'`
  return sql`${expression} is not null`
}

function like(expression: RawBuilder<unknown>, patterns: string[]): RawBuilder<unknown> {
  return sql`(${expression})::text ilike any(${patterns}::text[])`
}

// Days are texts: the order of their bytes is theirs, which the database's own order of texts need not be.
function ordered(expression: RawBuilder<unknown>, type: KeyType): RawBuilder<unknown> {
  return type === 'day' ? sql`(${expression}) collate "C"` : expression
}

/** A text as a pattern that matches only itself. */
function literal(text: string): string {
  return text.replaceAll(/[\\%_]/g, (character) => `\\${character}`)
}
