import type { z } from 'zod'
import { conversationsQuery, newConversationBody } from '../../../contract/http/conversations.ts'
import { invalid, notAllowed, notFound } from '../../kernel/refusal.ts'
import type { Call } from '../../platform/http/route.ts'
import type { Work } from '../../platform/http/ports.ts'
import { addContactInbox, findContactInbox, listContactInboxes, loadContact } from '../../features/contacts/index.ts'
import {
  countConversations,
  countUnread,
  listConversations,
  loadConversation,
  parseSort,
  reply,
  continueOrStart,
  seesNone,
  viewConversation,
  type ConversationFilter,
} from '../../features/conversations/index.ts'
import { assignableIds, loadInbox } from '../../features/inboxes/index.ts'
import { inAccount, member, memberOrBot, type MemberCaller, type MemberOrBotCaller } from '../access.ts'
import { agentMessage } from '../message-input.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { presentAgents } from '../present-agents.ts'
import { conversationForApi, counts } from '../present/conversation.ts'
import { shownFor } from '../shown-for.ts'

type MemberCall = Call<MemberCaller>

const PAGE_SIZE = 25

/** Conversations: the list, its counts, one, a new one (contract 2.9). */
export const conversationRoutes = [
  member('GET', inAccount('/conversations'), list, {
    summary: 'Lists conversations with the counts of the tabs',
    query: conversationsQuery,
    returns: 'conversations',
  }),
  member(
    'GET',
    inAccount('/conversations/unread_counts'),
    async (call) => {
      const { all, inboxes, labels, teams } = await countUnread(call.ports.reader, call.caller)
      return { payload: { all_count: all, inboxes, labels, teams } }
    },
    { summary: 'Counts the open conversations that nobody has read', returns: 'unread_counts' },
  ),
  member(
    'GET',
    inAccount('/conversations/meta'),
    async (call) => {
      const filter = filterOf(call, parse(conversationsQuery, call.query))
      return { meta: counts(await countConversations(call.ports.reader, call.caller, filter)) }
    },
    { summary: 'Counts the conversations of the tabs', query: conversationsQuery, returns: 'conversations_meta' },
  ),
  memberOrBot(
    'GET',
    inAccount('/conversations/:number'),
    async (call) => {
      const { id } = await loadConversation(call.ports.db, call.caller, idOf(call.params['number']))
      return showConversation(call, id)
    },
    { summary: 'Shows a conversation', returns: 'conversation' },
  ),
  memberOrBot('POST', inAccount('/conversations'), create, {
    summary: 'Begins a conversation with a contact',
    body: newConversationBody,
    returns: 'conversation',
  }),
]

async function list(call: MemberCall) {
  const query = parse(conversationsQuery, call.query)
  const filter = filterOf(call, query)
  const page = {
    sort: parseSort(query.sort_by),
    size: query.per_page ?? PAGE_SIZE,
    page: query.page,
    cursor: query.cursor,
  }
  const { reader } = call.ports
  const [{ conversations, nextCursor }, totals, shown] = await Promise.all([
    listConversations(reader, call.caller, filter, query.updated_within ? { ...page, size: 500 } : page),
    countConversations(reader, call.caller, filter),
    shownFor(call, call.caller.accountId),
  ])
  return {
    data: {
      meta: { ...counts(totals), next_cursor: nextCursor },
      payload: conversations.map((one) => conversationForApi(one, shown)),
    },
  }
}

function filterOf(call: MemberCall, query: z.output<typeof conversationsQuery>): ConversationFilter {
  return {
    status: query.status,
    assigneeType: query.assignee_type,
    inboxId: query.inbox_id,
    teamId: query.team_id,
    labels: query.labels,
    sourceId: query.source_id,
    unattended: query.conversation_type === 'unattended',
    mentionedId: query.conversation_type === 'mention' ? call.caller.actor.userId : undefined,
    participantId: query.conversation_type === 'participating' ? call.caller.actor.userId : undefined,
    words: query.q?.trim(),
    updatedSince: query.updated_within ? new Date(call.ports.now().getTime() - query.updated_within * 1000) : undefined,
  }
}

async function create(call: Call<MemberOrBotCaller>) {
  const body = parse(newConversationBody, unwrap(call.body, 'conversation'))
  const { accountId, actor } = call.caller
  if (actor.kind === 'agent' && seesNone(actor)) throw notAllowed()
  const inbox = await loadInbox(call.ports.db, accountId, actor, body.inbox_id)
  const team = body.team_id ? { teamId: body.team_id, present: await presentAgents(call) } : undefined
  const message = body.message && (await agentMessage(call, body.message))
  const id = await call.ports.work(accountId, actor, async (work) => {
    const place = await placeFor(work, body)
    if (body.assignee_id) await refuseStranger(work, inbox.id, body.assignee_id)
    const beginning = {
      inboxId: inbox.id,
      contactId: place.contactId,
      contactInboxId: place.id,
      status: body.status,
      assigneeId: body.assignee_id,
      team,
      priority: body.priority,
      snoozedUntil: body.snoozed_until,
      additionalAttributes: body.additional_attributes,
      customAttributes: body.custom_attributes,
    }
    const conversation = await continueOrStart(work, beginning, inbox)
    if (message) await reply(work, actor, conversation, message)
    return conversation.id
  })
  return showConversation(call, id)
}

async function placeFor(work: Work, body: z.output<typeof newConversationBody>) {
  const found = body.source_id ? await findContactInbox(work.tx, body.inbox_id, body.source_id) : undefined
  if (found && (!body.contact_id || found.contactId === body.contact_id)) return found
  if (!body.contact_id) throw invalid('contact_id', 'contact_id or the source_id of a contact in this inbox is needed')
  const { id } = await loadContact(work.tx, work.accountId, body.contact_id)
  const known = (await listContactInboxes(work.tx, id)).find((place) => place.inboxId === body.inbox_id)
  if (known && !body.source_id) return known
  if (found) throw invalid('source_id', 'source_id belongs to another contact')
  const sourceId = body.source_id ?? crypto.randomUUID()
  return addContactInbox(work, { contactId: id, inboxId: body.inbox_id, sourceId })
}

async function refuseStranger(work: Work, inboxId: number, userId: number) {
  const assignable = await assignableIds(work.tx, work.accountId, [inboxId])
  if (!assignable.includes(userId)) {
    throw invalid('assignee_id', 'assignee_id must name a member of the inbox or an administrator')
  }
}

/** A conversation by its row id, as the API shows it. */
export async function showConversation(call: Call<{ accountId: number }>, id: number) {
  const [view, shown] = await Promise.all([viewConversation(call.ports.db, id), shownFor(call, call.caller.accountId)])
  if (!view) throw notFound()
  return conversationForApi(view, shown)
}
