import type { z } from 'zod'
import { contactSearchQuery, contactsQuery } from '../../../contract/http/contacts.ts'
import {
  countContacts,
  listContacts,
  listPlaces,
  parseContactSort,
  searchContacts,
  type Contact,
  type ContactSelection,
} from '../../features/contacts/index.ts'
import { listInboxes } from '../../features/inboxes/index.ts'
import { presenceOf } from '../../features/presence/index.ts'
import type { Call } from '../../platform/http/route.ts'
import { inAccount, member, type MemberCaller } from '../access.ts'
import { parse } from '../parse.ts'
import { contact, contactInbox } from '../present/contact.ts'
import { shownFor } from '../shown-for.ts'

type MemberCall = Call<MemberCaller>

const PAGE_SIZE = 15

/** Many contacts: all that one can write to, those that are here now, those with a text in them (contract 2.8). */
export const contactListRoutes = [
  member(
    'GET',
    inAccount('/contacts'),
    async (call) => {
      const query = parse(contactsQuery, call.query)
      return counted(call, query, { reachable: true, labels: query.labels?.map((label) => label.toLowerCase()) })
    },
    { summary: 'Lists the contacts that one can write to', query: contactsQuery, returns: 'contacts' },
  ),
  member(
    'GET',
    inAccount('/contacts/active'),
    async (call) => {
      const query = parse(contactsQuery, call.query)
      const { contacts } = await presenceOf(call.ports, call.caller.accountId)
      return counted(call, query, { ids: Object.keys(contacts).map(Number), labels: query.labels })
    },
    { summary: 'Lists the contacts that are on a website now', query: contactsQuery, returns: 'contacts' },
  ),
  member(
    'GET',
    inAccount('/contacts/search'),
    async (call) => {
      const query = parse(contactSearchQuery, call.query)
      const { reader } = call.ports
      const found = await searchContacts(reader, call.caller.accountId, query.q, pageOf(query))
      const { contacts, nextCursor } = found
      return {
        meta: { ...metaOf(query, contacts.length, nextCursor), has_more: nextCursor !== null },
        payload: await present(call, query, contacts),
      }
    },
    {
      summary: 'Finds contacts by a part of their name, e-mail, phone number or identifier',
      query: contactSearchQuery,
      returns: 'contact_search',
    },
  ),
]

type Query = Omit<z.output<typeof contactsQuery>, 'labels'>

async function counted(call: MemberCall, query: Query, which: ContactSelection) {
  const [{ contacts, nextCursor }, count] = await Promise.all([
    listContacts(call.ports.reader, call.caller.accountId, which, pageOf(query)),
    countContacts(call.ports.reader, call.caller.accountId, which),
  ])
  return { meta: metaOf(query, count, nextCursor), payload: await present(call, query, contacts) }
}

function metaOf(query: Query, count: number, nextCursor: string | null) {
  return { count, current_page: query.page ?? 1, next_cursor: nextCursor }
}

function pageOf(query: Query) {
  return {
    sort: parseContactSort(query.sort),
    size: query.per_page ?? PAGE_SIZE,
    page: query.page,
    cursor: query.cursor,
  }
}

async function present(call: MemberCall, query: Query, contacts: Contact[]) {
  if (query.include_contact_inboxes) return withPlaces(call, contacts)
  const shown = await shownFor(call, call.caller.accountId)
  return contacts.map((one) => contact(one, shown))
}

/** Contacts as the API shows them, with their places in the inboxes that the caller sees. */
export async function withPlaces(call: MemberCall, contacts: Contact[]) {
  const { accountId, actor } = call.caller
  const ids = contacts.map((one) => one.id)
  const [places, inboxes, shown] = await Promise.all([
    listPlaces(call.ports.reader, ids),
    listInboxes(call.ports.reader, accountId, actor),
    shownFor(call, accountId),
  ])
  const known = new Map(inboxes.map((inbox) => [inbox.id, inbox]))
  return contacts.map((one) => {
    const visible = places.flatMap((place) => {
      const inbox = place.contactId === one.id ? known.get(place.inboxId) : undefined
      return inbox ? [contactInbox(place, inbox)] : []
    })
    return { ...contact(one, shown), contact_inboxes: visible }
  })
}
