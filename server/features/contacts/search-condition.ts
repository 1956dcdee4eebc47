import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'

// What the trigram index can look up: three letters or digits in a row.
const LOOKUP = /[\p{L}\p{N}]{3}/u
const WORD = /[\p{L}\p{N}]/u

/** From this many matches on, whoever reads along an order meets some soon. */
const MANY = 1000

/**
 * Contacts whose name, e-mail, phone number or identifier has this text in it (contract 2.8). A text too short for the index is
 * looked for where names' words and the other details begin: reading a million contacts for "an" would help nobody. Signs alone
 * find nobody.
 */
export async function hasText(db: Reader, accountId: number, text: string): Promise<RawBuilder<SqlBool>> {
  if (!WORD.test(text)) return sql`false`
  if (LOOKUP.test(text)) {
    const inside = `%${escaped(text)}%`
    return sql`(contacts.name ilike ${inside} or contacts.email ilike ${inside}
      or contacts.phone_number ilike ${inside} or contacts.identifier like ${inside})`
  }
  const beginnings = beginningsOf(text.trim())
  const ids = await fewOf(db, accountId, beginnings)
  return ids ? sql`contacts.id = any(${ids}::integer[])` : sql`(${sql.join(beginnings.map(conditionOf), sql` or `)})`
}

interface Beginning {
  detail: RawBuilder<unknown>
  condition: RawBuilder<SqlBool>
  ordered: boolean
}

function beginningsOf(text: string): Beginning[] {
  const lower = text.toLowerCase()
  const name = between(sql`lower(contacts.name)`, lower)
  const inName = sql<SqlBool>`contacts.name ilike ${`% ${escaped(text)}%`}`
  return [
    { ...name, condition: sql`(contacts.name <> '' and ${name.condition})` },
    // Where no letter begins, the index would bring every word with the next one.
    ...(WORD.test(lower[0] ?? '') ? [{ detail: sql`contacts.id`, condition: inName, ordered: false }] : []),
    between(sql`lower(contacts.email)`, lower),
    between(sql`contacts.identifier`, text),
    between(sql`contacts.phone_number`, text),
    between(sql`contacts.phone_number`, `+${text}`),
  ]
}

// Between two texts, in the order that the details' own indexes have: every address at .com has a word that begins with "co".
function between(detail: RawBuilder<unknown>, text: string): Beginning {
  const condition = sql<SqlBool>`(${detail} >= ${text} and ${detail} < ${`${text}\u{10ffff}`})`
  return { detail, condition, ordered: true }
}

function conditionOf({ condition }: Beginning): RawBuilder<SqlBool> {
  return condition
}

/**
 * The ids of all that begin so, or undefined when there are many. The database cannot know whether a text is rare: for a rare one
 * it would read along the order that was asked for, to the end.
 */
async function fewOf(db: Reader, accountId: number, beginnings: Beginning[]): Promise<number[] | undefined> {
  const arms = beginnings.map(({ detail, condition, ordered }) => {
    const order = ordered ? sql`order by contacts.account_id, ${detail}` : sql``
    return sql`(select contacts.id from contacts where contacts.account_id = ${accountId} and ${condition} ${order} limit ${sql.lit(MANY)})`
  })
  const { rows } = await sql<{ id: number }>`${sql.join(arms, sql` union all `)} limit ${sql.lit(MANY)}`.execute(db)
  return rows.length < MANY ? [...new Set(rows.map(({ id }) => id))] : undefined
}

function escaped(text: string): string {
  return text.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)
}
