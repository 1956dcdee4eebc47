import { customAttributesBody, typingBody } from '../../../contract/http/conversations.ts'
import { clientAnswerBody, messagesQuery, visitorMessageBody } from '../../../contract/http/messages.ts'
import { directUploadBody } from '../../../contract/http/uploads.ts'
import { invalid, notFound } from '../../kernel/refusal.ts'
import { limit } from '../../platform/http/rate-limit.ts'
import type { Call } from '../../platform/http/route.ts'
import type { Work } from '../../platform/http/ports.ts'
import { findContact, ownDetails } from '../../features/contacts/index.ts'
import {
  changeStatus,
  listMessagesForVisitor,
  listVisitorConversations,
  lockConversation,
  markSeenByContact,
  receiveMessage,
  submitAnswer,
  continueOrStart,
  toggled,
  type Conversation,
} from '../../features/conversations/index.ts'
import { client, contactActor, placeOf, type ClientCaller } from '../access.ts'
import { visitorStream } from '../cable/streams.ts'
import { announceTyping } from '../cable/typing.ts'
import { announce } from '../direct-upload.ts'
import { FLOOD, guardAgainstFlood } from '../flood-guard.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { contactForCable, contactForSelf } from '../present/contact.ts'
import { conversationForVisitor } from '../present/conversation.ts'
import { messageForVisitor } from '../present/message.ts'
import { seconds } from '../present/shown.ts'
import { shownFor, shownTo } from '../shown-for.ts'
import { messageOf, storedMessage } from '../visitor-letter.ts'
import { contactPath } from './client-api.ts'

type ClientCall = Call<ClientCaller>

const path = `${contactPath}/conversations`
const one = (rest: string) => `${path}/:number${rest}`
const CONVERSATIONS = 100

/** Conversations and messages for bring-your-own clients (contract 2.19). */
export const clientConversationRoutes = [
  client('GET', path, async (call) => Promise.all((await mine(call)).map((conversation) => show(call, conversation))), {
    summary: 'Lists the conversations of a contact',
    returns: 'public_conversations',
  }),
  client('POST', path, begin, { summary: 'Begins a conversation', returns: 'public_conversation' }),
  client('GET', one(''), async (call) => show(call, await find(call)), {
    summary: 'Shows a conversation of a contact',
    returns: 'public_conversation',
  }),
  client(
    'POST',
    one('/toggle_status'),
    async (call) => {
      await change(call, (work, conversation) =>
        changeStatus(work, conversation, { status: toggled(conversation.status) }),
      )
      return show(call, await find(call))
    },
    { summary: 'Resolves an open conversation, opens any other', returns: 'public_conversation' },
  ),
  client('POST', one('/toggle_typing'), toggleTyping, {
    summary: 'Tells that the contact types, or no longer',
    body: typingBody,
  }),
  client(
    'POST',
    one('/update_last_seen'),
    async (call) => {
      await change(call, markSeenByContact)
      return {}
    },
    { summary: 'Notes that the contact has read a conversation' },
  ),
  client(
    'GET',
    one('/messages'),
    async (call) => {
      const { id } = await find(call)
      const messages = await listMessagesForVisitor(call.ports.db, [id], parse(messagesQuery, call.query))
      const shown = await shownFor(call, call.caller.inbox.accountId)
      return messages.map((message) => messageForVisitor(message, shown))
    },
    { summary: 'Shows a part of the thread', query: messagesQuery, returns: 'public_messages' },
  ),
  client('POST', one('/messages'), write, {
    summary: 'Writes a message',
    body: visitorMessageBody,
    returns: 'visitor_message',
  }),
  client('PATCH', one('/messages/:id'), answer, {
    summary: 'Answers a message that asks for something',
    body: clientAnswerBody,
    returns: 'visitor_message',
  }),
  client(
    'POST',
    `${contactPath}/direct_uploads`,
    async (call) => {
      const { inbox } = call.caller
      const place = placeOf(call.caller)
      const uploader = { accountId: inbox.accountId, actor: contactActor(place), userId: null }
      return announce(call, { ...uploader, session: place.sourceId })
    },
    { summary: 'Announces a file for a message of the contact', body: directUploadBody, returns: 'direct_upload' },
  ),
]

function mine(call: ClientCall): Promise<Conversation[]> {
  return listVisitorConversations(call.ports.db, [placeOf(call.caller).id], CONVERSATIONS)
}

async function find(call: ClientCall): Promise<Conversation> {
  const number = idOf(call.params['number'])
  const conversation = (await mine(call)).find((candidate) => candidate.number === number)
  if (!conversation) throw notFound()
  return conversation
}

async function change(call: ClientCall, action: (work: Work, conversation: Conversation) => Promise<void>) {
  const { id } = await find(call)
  await call.ports.work(call.caller.inbox.accountId, contactActor(placeOf(call.caller)), async (work) =>
    action(work, await lockConversation(work, id)),
  )
}

async function begin(call: ClientCall) {
  const { custom_attributes } = parse(customAttributesBody.partial(), call.body)
  const place = placeOf(call.caller)
  const { inbox } = call.caller
  await limit(call.ports.scratch, `conversations:${place.id}`, FLOOD)
  const conversation = await call.ports.work(inbox.accountId, contactActor(place), (work) =>
    continueOrStart(
      work,
      {
        inboxId: inbox.id,
        contactId: place.contactId,
        contactInboxId: place.id,
        customAttributes: custom_attributes,
      },
      inbox,
    ),
  )
  return show(call, conversation)
}

async function write(call: ClientCall) {
  const body = parse(visitorMessageBody, call.body)
  const { id, accountId, number } = await find(call)
  await guardAgainstFlood(call.ports, `${accountId}/${number}`)
  const { inbox } = call.caller
  const message = await messageOf(call, inbox.accountId, body)
  const stored = await call.ports.work(inbox.accountId, contactActor(placeOf(call.caller)), async (work) =>
    receiveMessage(work, await lockConversation(work, id), message),
  )
  const [view, shown] = await Promise.all([storedMessage(call, stored.id), shownFor(call, inbox.accountId)])
  return messageForVisitor(view, shown, { echoId: body.echo_id })
}

async function answer(call: ClientCall) {
  const body = parse(clientAnswerBody, unwrap(call.body, 'message'))
  if (body.submitted_email === undefined && body.submitted_values === undefined) {
    throw invalid('submitted_values', 'submitted_values or submitted_email is needed')
  }
  const id = idOf(call.params['id'])
  await change(call, (work, conversation) =>
    submitAnswer(work, conversation, id, { values: body.submitted_values, email: body.submitted_email }),
  )
  return messageForVisitor(await storedMessage(call, id), await shownFor(call, call.caller.inbox.accountId))
}

async function show(call: ClientCall, conversation: Conversation) {
  const { db } = call.ports
  const { accountId } = call.caller.inbox
  const [messages, contact, shown] = await Promise.all([
    listMessagesForVisitor(db, [conversation.id], {}),
    ownDetails(db, accountId, placeOf(call.caller)),
    shownFor(call, accountId),
  ])
  return {
    ...conversationForVisitor(conversation),
    agent_last_seen_at: seconds(conversation.agentLastSeenAt),
    messages: messages.map((message) => messageForVisitor(message, shown)),
    contact: contact ? contactForSelf(contact) : null,
  }
}

async function toggleTyping(call: ClientCall) {
  const { typing_status } = parse(typingBody, call.body)
  const place = placeOf(call.caller)
  const { inbox } = call.caller
  const { id } = await find(call)
  const contact = await findContact(call.ports.db, inbox.accountId, place.contactId)
  if (!contact) throw notFound()
  const shown = shownTo(call)
  await announceTyping(call.ports, {
    conversationId: id,
    on: typing_status === 'on',
    isPrivate: false,
    typist: {
      stream: visitorStream(inbox.id, place.sourceId),
      forAgents: contactForCable(contact, shown),
      isContact: true,
    },
    shown,
  })
  return {}
}
