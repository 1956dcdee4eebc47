import { customAttributesBody, dropAttributesBody, typingBody } from '../../../contract/http/conversations.ts'
import { visitorConversationBody } from '../../../contract/http/messages.ts'
import { notFound, Refusal } from '../../kernel/refusal.ts'
import type { Call } from '../../platform/http/route.ts'
import type { Work } from '../../platform/http/ports.ts'
import { findContact, ownDetails } from '../../features/contacts/index.ts'
import {
  changeCustomAttributes,
  changeStatus,
  findVisitorConversation,
  listMessagesForVisitor,
  lockConversation,
  markSeenByContact,
  type Conversation,
} from '../../features/conversations/index.ts'
import { visitor } from '../access.ts'
import { visitorStream } from '../cable/streams.ts'
import { announceTyping } from '../cable/typing.ts'
import { mailTranscript } from '../mail-transcript.ts'
import { parse } from '../parse.ts'
import { contactForCable, contactForSelf } from '../present/contact.ts'
import { conversationForVisitor } from '../present/conversation.ts'
import { messageForVisitor } from '../present/message.ts'
import { shownFor, shownTo } from '../shown-for.ts'
import { beginningOf, detailsOf, messageOf, storeLetter } from '../visitor-letter.ts'
import { newcomer, readableSessions, type Visit } from './visit.ts'

type VisitorCall = Call<Visit>

const path = '/api/v1/widget/conversations'

/** The visitor's conversation (contract 2.20). */
export const widgetConversationRoutes = [
  visitor(
    'GET',
    path,
    async (call) => {
      const conversation = await current(call)
      return conversation ? conversationForVisitor(conversation) : {}
    },
    { summary: 'Shows the conversation of the visitor, or nothing', returns: 'widget_conversation_or_none' },
  ),
  visitor('POST', path, begin, {
    summary: 'Begins a conversation',
    body: visitorConversationBody,
    returns: 'widget_conversation_created',
  }),
  visitor(
    'POST',
    `${path}/update_last_seen`,
    async (call) => {
      await change(call, markSeenByContact)
      return {}
    },
    { summary: 'Notes that the visitor has read the conversation' },
  ),
  visitor('POST', `${path}/toggle_typing`, toggleTyping, {
    summary: 'Tells that the visitor types, or no longer',
    body: typingBody,
  }),
  visitor(
    'POST',
    `${path}/transcript`,
    async (call) => {
      const conversation = await current(call)
      if (!conversation) return {}
      const contact = await findContact(call.ports.db, conversation.accountId, conversation.contactId)
      await mailTranscript(call, newcomer(call.caller), conversation, contact?.email ?? null)
      return {}
    },
    { summary: 'Sends the thread to the visitor, where e-mail is set up' },
  ),
  visitor(
    'GET',
    `${path}/toggle_status`,
    async (call) => {
      if (!call.caller.inbox.webWidget?.selectedFeatureFlags.includes('end_conversation')) {
        throw new Refusal('wrong_channel', 'Ending conversations is switched off for this website')
      }
      const conversation = await change(call, (work, one) => changeStatus(work, one, { status: 'resolved' }))
      if (!conversation) throw notFound()
      return {}
    },
    { summary: 'Ends the conversation of the visitor' },
  ),
  visitor(
    'POST',
    `${path}/set_custom_attributes`,
    async (call) => {
      const { custom_attributes } = parse(customAttributesBody, call.body)
      await change(call, (work, one) => changeCustomAttributes(work, one, { set: custom_attributes }))
      return {}
    },
    { summary: 'Adds custom attributes to the conversation', body: customAttributesBody },
  ),
  visitor(
    'POST',
    `${path}/destroy_custom_attributes`,
    async (call) => {
      const { custom_attribute } = parse(dropAttributesBody, call.body)
      await change(call, (work, one) => changeCustomAttributes(work, one, { drop: custom_attribute }))
      return {}
    },
    { summary: 'Takes custom attributes from the conversation', body: dropAttributesBody },
  ),
]

async function current(call: VisitorCall): Promise<Conversation | undefined> {
  return findVisitorConversation(call.ports.db, await readableSessions(call.ports, call.caller))
}

/** Runs an action on the visitor's conversation, locked; nothing happens when there is none. */
export async function change(
  call: VisitorCall,
  action: (work: Work, conversation: Conversation) => Promise<void>,
): Promise<Conversation | undefined> {
  const conversation = await current(call)
  if (!conversation) return undefined
  await call.ports.work(call.caller.inbox.accountId, newcomer(call.caller), async (work) =>
    action(work, await lockConversation(work, conversation.id)),
  )
  return conversation
}

async function begin(call: VisitorCall) {
  const body = parse(visitorConversationBody, call.body)
  const { inbox, sourceId } = call.caller
  const { conversation } = await storeLetter(call, inbox.accountId, newcomer(call.caller), {
    place: { inboxId: inbox.id, sourceId },
    sessions: await readableSessions(call.ports, call.caller),
    details: detailsOf(body),
    beginning: beginningOf(call, body),
    anew: true,
    message: body.message ? await messageOf(call, inbox.accountId, body.message) : undefined,
  })
  const { db } = call.ports
  const [messages, contact, shown] = await Promise.all([
    listMessagesForVisitor(db, [conversation.id], {}),
    ownDetails(db, inbox.accountId, {
      contactId: conversation.contactId,
      hmacVerified: call.caller.place?.hmacVerified ?? false,
    }),
    shownFor(call, inbox.accountId),
  ])
  return {
    ...conversationForVisitor(conversation),
    messages: messages.map((message) => messageForVisitor(message, shown, { echoId: body.message?.echo_id })),
    custom_attributes: body.custom_attributes ?? {},
    contact: contact ? contactForSelf(contact) : null,
  }
}

async function toggleTyping(call: VisitorCall) {
  const { typing_status } = parse(typingBody, call.body)
  const { inbox, place, sourceId } = call.caller
  const conversation = await current(call)
  const contact = place ? await findContact(call.ports.db, inbox.accountId, place.contactId) : undefined
  if (!conversation || !contact) return {}
  const shown = shownTo(call)
  await announceTyping(call.ports, {
    conversationId: conversation.id,
    on: typing_status === 'on',
    isPrivate: false,
    typist: { stream: visitorStream(inbox.id, sourceId), forAgents: contactForCable(contact, shown), isContact: true },
    shown,
  })
  return {}
}
