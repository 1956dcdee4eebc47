import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { invalid } from '../../kernel/refusal.ts'

const KEYS = {
  name: textKey(sql`lower(contacts.name)`, sql`contacts.name <> ''`),
  email: textKey(sql`lower(contacts.email)`, sql`contacts.email is not null`),
  phone_number: textKey(sql`contacts.phone_number`, sql`contacts.phone_number is not null`),
  last_activity_at: momentKey(sql`contacts.last_activity_at`, sql`contacts.last_activity_at is not null`),
  created_at: momentKey(sql`contacts.created_at`, sql`true`),
  company_name: detailKey('company_name'),
  city: detailKey('city'),
  country: detailKey('country'),
} as const

/** An order of contract 2.8, such as `-last_activity_at`. Contacts without the detail come last, either way. */
export interface ContactSort {
  key: keyof typeof KEYS
  direction: 'asc' | 'desc'
}

/** How a list is ordered by one key: the value, who has one, and the value as a cursor keeps it. */
export interface SortKey {
  value: RawBuilder<unknown>
  present: RawBuilder<SqlBool>
  told: RawBuilder<string>
  type: 'text' | 'timestamptz'
}

function textKey(value: RawBuilder<unknown>, present: RawBuilder<SqlBool>): SortKey {
  return { value, present, told: sql<string>`${value}`, type: 'text' }
}

// Told by the database to the microsecond: a Date would round, and a page would begin before its cursor.
function momentKey(value: RawBuilder<unknown>, present: RawBuilder<SqlBool>): SortKey {
  const told = sql<string>`to_char(${value} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
  return { value, present, told, type: 'timestamptz' }
}

function detailKey(name: 'company_name' | 'city' | 'country'): SortKey {
  const detail = sql`contacts.additional_attributes ->> ${sql.lit(name)}`
  return textKey(sql`left(lower(${detail}), 100)`, sql`${detail} <> ''`)
}

/** Reads a `sort`; a minus before it turns it round. */
export function parseContactSort(text: string | undefined): ContactSort {
  if (text === undefined || text === '') return { key: 'last_activity_at', direction: 'desc' }
  const key = text.replace(/^-/, '')
  if (!Object.hasOwn(KEYS, key)) {
    throw invalid('sort', `sort must be one of ${Object.keys(KEYS).join(', ')}, with - before it for the other way`)
  }
  return { key: key as ContactSort['key'], direction: text.startsWith('-') ? 'desc' : 'asc' }
}

/** What an order goes by. */
export function sortKeyOf(sort: ContactSort): SortKey {
  return KEYS[sort.key]
}

/** Refuses a cursor that is not of this order. Its key is null among those without the detail. */
export function readContactCursor(sort: ContactSort, values: (string | number | null)[]) {
  const [key, id] = values
  const fits = key === null || (typeof key === 'string' && isKeyOf(sort, key))
  if (!fits || !Number.isSafeInteger(id)) {
    throw invalid('cursor', 'cursor must be the next_cursor of an earlier page in the same order')
  }
  return { key, id: Number(id) }
}

function isKeyOf(sort: ContactSort, key: string): boolean {
  if (sortKeyOf(sort).type === 'text') return !key.includes('\0')
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/.test(key) && !Number.isNaN(Date.parse(key))
}
