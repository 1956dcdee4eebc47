import {
  labelBody,
  messagesQuery,
  visitorAnswerBody,
  visitorConversationBody,
  visitorMessageBody,
} from '../../../contract/http/messages.ts'
import { directUploadBody } from '../../../contract/http/uploads.ts'
import { invalid, notFound } from '../../kernel/refusal.ts'
import type { Call } from '../../platform/http/route.ts'
import { introduce } from '../../features/contacts/index.ts'
import {
  changeLabels,
  findMessageForVisitor,
  listMessagesForVisitor,
  listVisitorConversations,
  lockConversation,
  submitAnswer,
} from '../../features/conversations/index.ts'
import { contactActor, visitor } from '../access.ts'
import { announce } from '../direct-upload.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { messageForVisitor } from '../present/message.ts'
import { seconds } from '../present/shown.ts'
import { shownFor, shownTo } from '../shown-for.ts'
import { beginningOf, detailsOf, messageOf, storedMessage, storeLetter } from '../visitor-letter.ts'
import { change } from './conversations.ts'
import { newcomer, readableSessions, type Visit } from './visit.ts'
import { visitorToken } from './visitor-token.ts'

type VisitorCall = Call<Visit>

// More than anybody reads back; older ones come by paging.
const CONVERSATIONS = 50

/** What the visitor writes and reads (contract 2.20). */
export const widgetMessageRoutes = [
  visitor('GET', '/api/v1/widget/messages', index, {
    summary: 'Shows what the visitor and the company wrote to each other',
    query: messagesQuery,
    returns: 'widget_messages',
  }),
  visitor('POST', '/api/v1/widget/messages', create, {
    summary: 'Writes a message, into a new conversation when there is none',
    body: visitorMessageBody,
    returns: 'visitor_message',
  }),
  visitor('PATCH', '/api/v1/widget/messages/:id', answer, {
    summary: 'Answers a message that asks for something, or leaves an address',
    body: visitorAnswerBody,
    returns: 'visitor_answer',
  }),
  visitor(
    'POST',
    '/api/v1/widget/direct_uploads',
    async (call) => {
      const { inbox, sourceId } = call.caller
      return announce(call, {
        accountId: inbox.accountId,
        actor: newcomer(call.caller),
        userId: null,
        session: call.caller.place ? sourceId : call.ip,
      })
    },
    { summary: 'Announces a file for a message of the visitor', body: directUploadBody, returns: 'direct_upload' },
  ),
  visitor(
    'POST',
    '/api/v1/widget/labels',
    async (call) => {
      const { label } = parse(labelBody, call.body)
      await change(call, (work, conversation) => changeLabels(work, conversation, { add: [label] }))
      return {}
    },
    { summary: 'Labels the conversation of the visitor', body: labelBody },
  ),
  visitor(
    'DELETE',
    '/api/v1/widget/labels/:label',
    async (call) => {
      const label = call.params['label'] ?? ''
      await change(call, (work, conversation) => changeLabels(work, conversation, { remove: [label] }))
      return {}
    },
    { summary: 'Takes a label from the conversation of the visitor' },
  ),
]

async function answer(call: VisitorCall) {
  const { contact, message = {} } = parse(visitorAnswerBody, call.body)
  const { inbox, place } = call.caller
  const id = idOf(call.params['id'])
  const email = message.submitted_email ?? contact?.email
  if (email === undefined && message.submitted_values === undefined) {
    throw invalid('message', 'message.submitted_values or contact.email is needed')
  }
  const sessions = await readableSessions(call.ports, call.caller)
  const asked = await findMessageForVisitor(call.ports.db, sessions, id)
  if (!place || !asked) throw notFound()
  await call.ports.work(inbox.accountId, contactActor(place), async (work) => {
    // The conversation is locked first, as in every change, so that two never wait for each other.
    const conversation = await lockConversation(work, asked.conversationId)
    // An address is worth having under any message; only some ask for it.
    if (contact) await introduce(work, place.contactId, contact)
    if (contact && asked.contentType !== 'input_email' && message.submitted_values === undefined) return
    await submitAnswer(work, conversation, id, { values: message.submitted_values, email })
  })
  return contact ? { contact: { email: contact.email } } : {}
}

async function index(call: VisitorCall) {
  const range = parse(messagesQuery, call.query)
  const { db } = call.ports
  const sessions = await readableSessions(call.ports, call.caller)
  const conversations = await listVisitorConversations(db, sessions, CONVERSATIONS)
  const [messages, shown] = await Promise.all([
    listMessagesForVisitor(
      db,
      conversations.map((conversation) => conversation.id),
      range,
    ),
    shownFor(call, call.caller.inbox.accountId),
  ])
  return {
    payload: messages.map((message) => messageForVisitor(message, shown)),
    meta: { contact_last_seen_at: seconds(conversations[0]?.contactLastSeenAt ?? null) },
  }
}

async function create(call: VisitorCall) {
  const { inbox, sourceId } = call.caller
  const around = parse(visitorConversationBody, call.body)
  const body = parse(visitorMessageBody, unwrap(call.body, 'message'))
  const { stored } = await storeLetter(call, inbox.accountId, newcomer(call.caller), {
    place: { inboxId: inbox.id, sourceId },
    sessions: await readableSessions(call.ports, call.caller),
    anewAfterResolved: !inbox.allowMessagesAfterResolved,
    labels: around.labels,
    // What a pre-chat form asked comes with the first message.
    details: detailsOf(around),
    beginning: beginningOf(call, { ...around, message: body }),
    message: await messageOf(call, inbox.accountId, body),
  })
  const message = await storedMessage(call, stored?.id ?? 0)
  const claims = { sourceId, inboxId: inbox.id }
  // Who came without a token gets theirs with the first answer.
  const token = call.headers['x-auth-token']
    ? undefined
    : visitorToken(call.ports.secrets, 'widget', claims, call.ports.now())
  return {
    ...messageForVisitor(message, shownTo(call), { echoId: body.echo_id }),
    ...(token && { widget_auth_token: token }),
  }
}
