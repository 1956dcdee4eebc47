import {
  labelBody,
  messagesQuery,
  visitorAnswerBody,
  visitorConversationBody,
  visitorMessageBody,
} from '../../../contract/http/messages.ts'
import { invalid } from '../../kernel/refusal.ts'
import type { Call } from '../../platform/http/route.ts'
import { introduce } from '../../features/contacts/index.ts'
import { changeLabels, listMessagesForVisitor, listVisitorConversations } from '../../features/conversations/index.ts'
import { contactActor, visitor } from '../access.ts'
import { parse, unwrap } from '../parse.ts'
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
  visitor('GET', '/api/v1/widget/messages', index),
  visitor('POST', '/api/v1/widget/messages', create),
  visitor('PATCH', '/api/v1/widget/messages/:id', async (call) => {
    const { contact } = parse(visitorAnswerBody, call.body)
    const { inbox, place } = call.caller
    if (!contact) throw invalid('contact', 'contact.email is needed')
    if (place) {
      await call.ports.work(inbox.accountId, contactActor(place), (work) => introduce(work, place.contactId, contact))
    }
    return { contact: { email: contact.email } }
  }),
  visitor('POST', '/api/v1/widget/labels', async (call) => {
    const { label } = parse(labelBody, call.body)
    await change(call, (work, conversation) => changeLabels(work, conversation, { add: [label] }))
    return {}
  }),
  visitor('DELETE', '/api/v1/widget/labels/:label', async (call) => {
    const label = call.params['label'] ?? ''
    await change(call, (work, conversation) => changeLabels(work, conversation, { remove: [label] }))
    return {}
  }),
]

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
    message: await messageOf(call, body),
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
