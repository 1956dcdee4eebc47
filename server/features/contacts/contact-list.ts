import { sql, type Expression, type SqlBool } from 'kysely'
import { decodeCursor, encodeCursor } from '../../kernel/page.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { readContactCursor, sortKeyOf, type ContactSort } from './contact-sort.ts'
import { contactFields } from './contact-store.ts'
import type { Contact } from './contact.ts'
import { hasText } from './search-condition.ts'

/** Which contacts are wanted. */
export interface ContactSelection {
  /** Only those that one can write to: with an e-mail address, a phone number or an identifier. */
  reachable?: boolean | undefined
  /** With at least one of these labels. */
  labels?: string[] | undefined
  /** Only those that this holds for. */
  matching?: Expression<SqlBool> | undefined
  ids?: number[] | undefined
}

/** A page: by cursor, or by number for clients that only know numbers. */
export interface ContactPage {
  sort: ContactSort
  size: number
  page?: number | undefined
  cursor?: string | undefined
}

type Row = Contact & { sortKey: string | null }

interface Wanted {
  db: Reader
  accountId: number
  which: ContactSelection
  sort: ContactSort
  cursor: { key: string | null; id: number } | undefined
}

/** A page of an account's contacts, with the cursor of the next one. All members see all contacts (contract §9). */
export async function listContacts(
  db: Reader,
  accountId: number,
  which: ContactSelection,
  page: ContactPage,
): Promise<{ contacts: Contact[]; nextCursor: string | null }> {
  const cursor = page.cursor === undefined ? undefined : readContactCursor(page.sort, decodeCursor(page.cursor, 2))
  const offset = cursor ? 0 : ((page.page ?? 1) - 1) * page.size
  const rows = await readRows({ db, accountId, which, sort: page.sort, cursor }, { offset, limit: page.size + 1 })
  const shown = rows.slice(0, page.size)
  const last = rows.length > page.size ? shown.at(-1) : undefined
  return { contacts: shown, nextCursor: last ? encodeCursor([last.sortKey, last.id]) : null }
}

/** The same of those with a text in their name, e-mail, phone number or identifier. */
export async function searchContacts(db: Reader, accountId: number, text: string, page: ContactPage) {
  return listContacts(db, accountId, { matching: await hasText(db, accountId, text) }, page)
}

/** How many contacts there are of a selection. */
export async function countContacts(db: Reader, accountId: number, which: ContactSelection): Promise<number> {
  return countWhere(db, conditions(accountId, which))
}

// Those with the detail of the order, then those without: two reads along an index each, where one of both would sort everything.
async function readRows(wanted: Wanted, { offset, limit }: { offset: number; limit: number }): Promise<Row[]> {
  const { db, accountId, which, sort, cursor } = wanted
  const { present } = sortKeyOf(sort)
  const withKey = cursor?.key === null ? [] : await rowsWithKey(wanted, offset, limit)
  if (withKey.length === limit || sort.key === 'created_at') return withKey
  const passed = withKey.length > 0 || cursor || offset === 0
  const skipped = passed ? 0 : offset - (await countWhere(db, [...conditions(accountId, which), present]))
  return [...withKey, ...(await rowsWithoutKey(wanted, skipped, limit - withKey.length))]
}

async function rowsWithKey({ db, accountId, which, sort, cursor }: Wanted, offset: number, limit: number) {
  const { value, present, told, type } = sortKeyOf(sort)
  const after = sort.direction === 'asc' ? sql`>` : sql`<`
  const start = cursor
    ? [sql<SqlBool>`(${value}, contacts.id) ${after} (${cursor.key}::${sql.raw(type)}, ${cursor.id}::bigint)`]
    : []
  const rows = await db
    .selectFrom('contacts')
    .select(contactFields)
    .select(told.as('sortKey'))
    .where((eb) => eb.and([...conditions(accountId, which), present, ...start]))
    .orderBy(value, sort.direction)
    .orderBy('id', sort.direction)
    .limit(limit)
    .offset(offset)
    .execute()
  return rows as Row[]
}

async function rowsWithoutKey({ db, accountId, which, sort, cursor }: Wanted, offset: number, limit: number) {
  const absent = sql<SqlBool>`(${sortKeyOf(sort).present}) is not true`
  const start = cursor?.key === null ? [sql<SqlBool>`contacts.id > ${cursor.id}::bigint`] : []
  const rows = await db
    .selectFrom('contacts')
    .select(contactFields)
    .select(sql<null>`null`.as('sortKey'))
    .where((eb) => eb.and([...conditions(accountId, which), absent, ...start]))
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows as Row[]
}

async function countWhere(db: Reader, all: Expression<SqlBool>[]): Promise<number> {
  const { count } = await db
    .selectFrom('contacts')
    .where((eb) => eb.and(all))
    .select(sql<number>`count(*)`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

// In the words of the index `contacts_reachable`.
const isReachable = sql<SqlBool>`(contacts.email is not null or contacts.phone_number is not null
  or contacts.identifier is not null)`

function conditions(accountId: number, which: ContactSelection): Expression<SqlBool>[] {
  const all: Expression<SqlBool>[] = [sql<SqlBool>`contacts.account_id = ${accountId}`]
  if (which.reachable) all.push(isReachable)
  if (which.labels?.length) all.push(sql`contacts.labels && ${which.labels}::text[]`)
  if (which.matching) all.push(which.matching)
  if (which.ids) all.push(sql`contacts.id = any(${which.ids}::integer[])`)
  return all
}
