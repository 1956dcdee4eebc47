import type { z } from 'zod'
import { searchQuery } from '../../../contract/http/search.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  listInboxNames,
  narrow,
  readQuestion,
  searchContacts,
  searchConversations,
  searchMessages,
  searchThreads,
} from '../../features/search/index.ts'
import { inAccount, member, type MemberCaller } from '../access.ts'
import { parse } from '../parse.ts'
import { foundContact, foundConversation, foundMessage, foundThread, type Beside } from '../present/search.ts'
import { shownFor } from '../shown-for.ts'

type MemberCall = Call<MemberCaller>

const PAGE_SIZE = 15
const THREADS = 25

/** Search over all history (contract 2.9 and 2.12). */
export const searchRoutes = [
  member(
    'GET',
    inAccount('/search'),
    async (call) => {
      const wanted = await asked(call)
      const [beside, ...found] = await Promise.all([
        besideOf(call),
        conversations(call, wanted),
        contacts(call, wanted),
        messages(call, wanted),
      ])
      const [ofConversations, ofContacts, ofMessages] = found.map((present) => present(beside))
      return { payload: { ...ofConversations, ...ofContacts, ...ofMessages, articles: [] } }
    },
    { summary: 'Searches conversations, contacts and messages', query: searchQuery, returns: 'search' },
  ),
  only('conversations', 'Finds conversations by number or contact', conversations),
  only('contacts', 'Finds contacts by name, e-mail, phone number or identifier', contacts),
  only('messages', 'Finds messages and notes by what they say', messages),
  member(
    'GET',
    inAccount('/search/articles'),
    async (call) => {
      parse(searchQuery, call.query)
      return { payload: { articles: [] } }
    },
    {
      summary: 'Finds articles of help centers, of which there are none',
      query: searchQuery,
      returns: 'search_articles',
    },
  ),
  member('GET', inAccount('/conversations/search'), threads, {
    summary: 'Finds conversations by what was said in them',
    query: searchQuery,
    returns: 'found_threads',
  }),
]

type Present = (beside: Beside) => Record<string, unknown[]>

function only(name: string, summary: string, find: (call: MemberCall, wanted: Wanted) => Promise<Present>) {
  return member(
    'GET',
    inAccount(`/search/${name}`),
    async (call) => {
      const wanted = await asked(call)
      const [beside, present] = await Promise.all([besideOf(call), find(call, wanted)])
      return { payload: present(beside) }
    },
    { summary, query: searchQuery, returns: `search_${name}` },
  )
}

async function conversations(call: MemberCall, { question, page }: Wanted): Promise<Present> {
  const found = await searchConversations(call.ports.reader, call.caller, question, page)
  return (beside) => ({ conversations: found.map((one) => foundConversation(one, beside)) })
}

async function contacts(call: MemberCall, { question, page }: Wanted): Promise<Present> {
  // Nobody is open, has a label or was written: what narrows a search is about conversations.
  if (question.narrowed?.isAsked) return () => ({ contacts: [] })
  const found = await searchContacts(call.ports.reader, call.caller.accountId, question, page)
  return (beside) => ({ contacts: found.map((one) => foundContact(one, beside)) })
}

async function messages(call: MemberCall, { question, page }: Wanted): Promise<Present> {
  const found = await searchMessages(call.ports.reader, call.caller, question, page)
  return (beside) => ({ messages: found.map((one) => foundMessage(one, beside)) })
}

async function threads(call: MemberCall) {
  const { question, page } = await asked(call, THREADS)
  const [beside, found] = await Promise.all([
    besideOf(call),
    searchThreads(call.ports.reader, call.caller, question, page),
  ])
  const { mine, unassigned, all } = found.counts
  return {
    meta: { mine_count: mine, unassigned_count: unassigned, all_count: all },
    payload: found.threads.map((one) => foundThread(one, beside)),
  }
}

type Wanted = Awaited<ReturnType<typeof asked>>

async function asked(call: MemberCall, size = PAGE_SIZE) {
  const query: z.output<typeof searchQuery> = parse(searchQuery, call.query)
  const narrowed = await narrow(call.ports.reader, call.caller, {
    from: query.from,
    assigneeId: query.assignee_id,
    inboxId: query.inbox_id,
    teamId: query.team_id,
    label: query.label,
    status: query.status,
    unread: query.unread,
    hasFile: query.has_file || undefined,
    since: query.since,
    until: query.until,
  })
  return { question: { ...readQuestion(query.q), narrowed }, page: { page: query.page, size } }
}

async function besideOf(call: MemberCall): Promise<Beside> {
  const { accountId } = call.caller
  const [shown, inboxes] = await Promise.all([shownFor(call, accountId), listInboxNames(call.ports.reader, accountId)])
  return { shown, inboxes }
}
