import { filterBody, filteredContactsQuery, filteredConversationsQuery } from '../../../contract/http/filters.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  contactCondition,
  listContactsMatching,
  listPlaces,
  type Contact,
  type ContactOrder,
} from '../../features/contacts/index.ts'
import {
  conversationCondition,
  countConversations,
  listConversations,
  parseSort,
  type ConversationFilter,
} from '../../features/conversations/index.ts'
import { listInboxes } from '../../features/inboxes/index.ts'
import { inAccount, member, type MemberCaller } from '../access.ts'
import { filterRows } from '../filter-rows.ts'
import { parse } from '../parse.ts'
import { contact, contactInbox } from '../present/contact.ts'
import { conversationForApi, counts } from '../present/conversation.ts'
import { shownFor } from '../shown-for.ts'

type MemberCall = Call<MemberCaller>

const PAGE_SIZE = { conversations: 25, contacts: 15 }

/** Lists by filter rows (contract 2.10). */
export const filterRoutes = [
  member('POST', inAccount('/conversations/filter'), filterConversations, {
    summary: 'Lists the conversations that match filter rows',
    query: filteredConversationsQuery,
    body: filterBody,
    returns: 'filtered_conversations',
  }),
  member('POST', inAccount('/contacts/filter'), filterContacts, {
    summary: 'Lists the contacts that match filter rows',
    query: filteredContactsQuery,
    body: filterBody,
    returns: 'filtered_contacts',
  }),
]

async function filterConversations(call: MemberCall) {
  const query = parse(filteredConversationsQuery, call.query)
  const rows = filterRows(parse(filterBody, call.body))
  const { reader } = call.ports
  const condition = await conversationCondition(reader, call.caller.accountId, rows, call.ports.now())
  const filter: ConversationFilter = { status: 'all', condition }
  const page = {
    sort: parseSort(query.sort_by),
    size: query.per_page ?? PAGE_SIZE.conversations,
    page: query.page,
    cursor: query.cursor,
  }
  const [{ conversations, nextCursor }, totals, shown] = await Promise.all([
    listConversations(reader, call.caller, filter, page),
    countConversations(reader, call.caller, filter),
    shownFor(call, call.caller.accountId),
  ])
  const { mine_count, unassigned_count, all_count } = counts(totals)
  return {
    meta: { mine_count, unassigned_count, all_count, next_cursor: nextCursor },
    payload: conversations.map((one) => conversationForApi(one, shown)),
  }
}

async function filterContacts(call: MemberCall) {
  const { page, sort } = parse(filteredContactsQuery, call.query)
  const rows = filterRows(parse(filterBody, call.body))
  const { reader } = call.ports
  const { accountId } = call.caller
  const condition = await contactCondition(reader, accountId, rows, call.ports.now())
  const { contacts, count } = await listContactsMatching(reader, accountId, condition, {
    order: orderOf(sort),
    page,
    size: PAGE_SIZE.contacts,
  })
  return { meta: { count, current_page: page }, payload: await withPlaces(call, contacts) }
}

function orderOf(sort = '-last_activity_at'): ContactOrder {
  const descending = sort.startsWith('-')
  return { key: sort.slice(descending ? 1 : 0) as ContactOrder['key'], direction: descending ? 'desc' : 'asc' }
}

async function withPlaces(call: MemberCall, contacts: Contact[]) {
  const { accountId, actor } = call.caller
  const { reader } = call.ports
  const ids = contacts.map((one) => one.id)
  const [places, inboxes, shown] = await Promise.all([
    listPlaces(reader, ids),
    listInboxes(reader, accountId, actor),
    shownFor(call, accountId),
  ])
  const byId = new Map(inboxes.map((inbox) => [inbox.id, inbox]))
  return contacts.map((one) => {
    const own = places.filter((place) => place.contactId === one.id)
    const visible = own.flatMap((place) => {
      const inbox = byId.get(place.inboxId)
      return inbox ? [contactInbox(place, inbox)] : []
    })
    return { ...contact(one, shown), contact_inboxes: visible }
  })
}
