import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import { findContacts, type Contact } from '../contacts/index.ts'
import { findCandidates, findNewest, newestId } from './find-candidates.ts'
import { forgiveSlips } from './forgive-slips.ts'
import { highlight } from './highlight.ts'
import { blockOf, type Page } from './page.ts'
import type { Question } from './read-question.ts'

const DETAILS = ['name', 'email', 'phoneNumber', 'identifier'] as const

/** A contact that answers a question, with the details that do as HTML in which what was found is marked. */
export interface FoundContact {
  contact: Contact
  highlight: Partial<Record<(typeof DETAILS)[number], string>>
}

/** So many names that are spelled nearly so are offered when few are spelled exactly so. */
const NEARLY = 30
const FEW = 15

/** The contacts of the account that answer a question by name, e-mail, phone number or identifier. */
export async function searchContacts(
  db: Reader,
  accountId: number,
  question: Question,
  page: Page,
): Promise<FoundContact[]> {
  const { skip, most, from } = blockOf(page)
  const ids = await findContactIds(db, accountId, question, { skip, most })
  const wanted = ids.slice(from, from + page.size)
  const byId = new Map((await findContacts(db, wanted)).map((contact) => [contact.id, contact]))
  return wanted.flatMap((id) => {
    const contact = byId.get(id)
    return contact ? [{ contact, highlight: highlightContact(contact, question) }] : []
  })
}

/** What of a contact answers a question. */
export function highlightContact(
  contact: Pick<Contact, (typeof DETAILS)[number]>,
  question: Question,
): FoundContact['highlight'] {
  // A question may be spread over several details, so each term is looked for on its own.
  const found = DETAILS.flatMap((detail) => {
    const html = highlight(contact[detail], question)
    return html === null ? [] : [[detail, html] as const]
  })
  return Object.fromEntries(found)
}

/** The ids of a block of contacts that answer a question, the best first; names that are spelled nearly so come last. */
export async function findContactIds(
  db: Reader,
  accountId: number,
  question: Question,
  { skip, most }: { skip: number; most: number },
): Promise<number[]> {
  if (question.terms.length === 0) return []
  const source = {
    table: sql`contacts`,
    index: 'contacts_words',
    words: sql`contact_words(found.name, found.email, found.phone_number, found.identifier, found.account_id, found.id)`,
    indexed: sql<SqlBool>`found.account_id = ${accountId}`,
    columns: sql`found.id, null::integer as conversation_id`,
    visible: sql<SqlBool>`true`,
    scope: [`#a${accountId}`],
  }
  const query = sql`search_query(${question.terms}::text[], ${question.open})`
  const candidates = await findCandidates(db, source, question, skip + most)
  const exact = await rankContacts(
    db,
    query,
    question,
    candidates.slice(skip).map((one) => one.id),
  )
  if (candidates.length >= FEW) return exact
  const meant = await forgiveSlips(db, accountId, question)
  if (meant === undefined) return exact
  const forgiven = sql`${meant}::text::tsquery`
  const nearly = await findNewest(db, source, { query: forgiven, newest: await newestId(db, source) }, NEARLY)
  const ranked = await rankContacts(
    db,
    forgiven,
    question,
    nearly.map((one) => one.id),
  )
  return [...new Set([...exact, ...ranked])].slice(skip, skip + most)
}

async function rankContacts(
  db: Reader,
  query: RawBuilder<unknown>,
  { terms }: Question,
  ids: number[],
): Promise<number[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    select id from contacts, (select ${query} as query) as given
    where id = any((select ${ids}::integer[])::integer[])
    order by search_words(name) = search_words(${terms.join(' ')}::text) desc,
      ts_rank_cd(to_tsvector('simple', search_words(name)), query, 1) desc, last_activity_at desc nulls last, id desc`.execute(
    db,
  )
  return rows.map((row) => row.id)
}
