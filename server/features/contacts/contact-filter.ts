import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import { readRows } from '../../kernel/filter/read-rows.ts'
import type { FilterRow } from '../../kernel/filter/row.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { compileFilter } from '../../platform/filter/compile-filter.ts'
import { attributeFilterKey, listDefinitions } from '../custom-attributes/index.ts'
import { CONTACT_FILTER_KEYS } from './contact-filter-keys.ts'
import { contactFields } from './contact-store.ts'
import type { Contact } from './contact.ts'

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

/** How a list of contacts is ordered. */
export interface ContactOrder {
  key: 'name' | 'email' | 'phone_number' | 'last_activity_at' | 'created_at' | 'company_name' | 'city' | 'country'
  direction: 'asc' | 'desc'
}

/** A page of the contacts that match a condition and can be reached or told apart, as in the list (contract 2.8). */
export async function listContactsMatching(
  db: Reader,
  accountId: number,
  condition: Expression<SqlBool>,
  page: { order: ContactOrder; page: number; size: number },
): Promise<{ contacts: Contact[]; count: number }> {
  const matching = db.selectFrom('contacts').where('account_id', '=', accountId).where(isKnown).where(condition)
  const { direction } = page.order
  const [rows, { count }] = await Promise.all([
    matching
      .select(contactFields)
      // Who has no such detail comes last either way, and the id decides between equals, so that pages do not overlap.
      .orderBy(orderedBy(page.order), (order) => (direction === 'asc' ? order.asc() : order.desc()).nullsLast())
      .orderBy('contacts.id', direction)
      .limit(page.size)
      .offset((page.page - 1) * page.size)
      .execute(),
    matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow(),
  ])
  return { contacts: rows as Contact[], count }
}

const isKnown = sql<SqlBool>`(contacts.email is not null or contacts.phone_number is not null or contacts.identifier is not null)`

function orderedBy({ key }: ContactOrder): RawBuilder<unknown> {
  if (key === 'company_name' || key === 'city' || key === 'country') {
    return sql`nullif(lower(contacts.additional_attributes ->> ${sql.lit(key)}), '')`
  }
  if (key === 'name') return sql`nullif(lower(contacts.name), '')`
  return sql.ref(`contacts.${key}`)
}
