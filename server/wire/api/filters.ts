import { filterBody, filteredContactsQuery, filteredConversationsQuery } from '../../../contract/http/filters.ts'
import type { Call } from '../../platform/http/route.ts'
import { contactCondition, countContacts, listContacts, parseContactSort } from '../../features/contacts/index.ts'
import {
  conversationCondition,
  countConversations,
  listConversations,
  parseSort,
  type ConversationFilter,
} from '../../features/conversations/index.ts'
import { inAccount, member, type MemberCaller } from '../access.ts'
import { filterRows } from '../filter-rows.ts'
import { parse } from '../parse.ts'
import { conversationForApi, counts } from '../present/conversation.ts'
import { shownFor } from '../shown-for.ts'
import { withPlaces } from './contact-list.ts'

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
  const { page, per_page: size, cursor, sort } = parse(filteredContactsQuery, call.query)
  const rows = filterRows(parse(filterBody, call.body))
  const { reader } = call.ports
  const { accountId } = call.caller
  const matching = await contactCondition(reader, accountId, rows, call.ports.now())
  // Those one can write to or tell apart, as in the list (contract 2.8).
  const which = { reachable: true, matching }
  const [{ contacts, nextCursor }, count] = await Promise.all([
    listContacts(reader, accountId, which, {
      sort: parseContactSort(sort),
      size: size ?? PAGE_SIZE.contacts,
      page,
      cursor,
    }),
    countContacts(reader, accountId, which),
  ])
  return {
    meta: { count, current_page: page, next_cursor: nextCursor },
    payload: await withPlaces(call, contacts),
  }
}
