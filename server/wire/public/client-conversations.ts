import { customAttributesBody, typingBody } from '../../../contract/http/conversations.ts'
import { messagesQuery, visitorMessageBody } from '../../../contract/http/messages.ts'
import { notFound } from '../../kernel/refusal.ts'
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
  startConversation,
  toggled,
  type Conversation,
} from '../../features/conversations/index.ts'
import { FLOOD } from '../api/messages.ts'
import { client, contactActor, placeOf, type ClientCaller } from '../access.ts'
import { visitorStream } from '../cable/streams.ts'
import { announceTyping } from '../cable/typing.ts'
import { idOf, parse } from '../parse.ts'
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
  client('GET', path, async (call) => Promise.all((await mine(call)).map((conversation) => show(call, conversation)))),
  client('POST', path, begin),
  client('GET', one(''), async (call) => show(call, await find(call))),
  client('POST', one('/toggle_status'), async (call) => {
    await change(call, (work, conversation) =>
      changeStatus(work, conversation, { status: toggled(conversation.status) }),
    )
    return show(call, await find(call))
  }),
  client('POST', one('/toggle_typing'), toggleTyping),
  client('POST', one('/update_last_seen'), async (call) => {
    await change(call, markSeenByContact)
    return {}
  }),
  client('GET', one('/messages'), async (call) => {
    const { id } = await find(call)
    const messages = await listMessagesForVisitor(call.ports.db, [id], parse(messagesQuery, call.query))
    const shown = await shownFor(call, call.caller.inbox.accountId)
    return messages.map((message) => messageForVisitor(message, shown))
  }),
  client('POST', one('/messages'), write),
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
    startConversation(work, {
      inboxId: inbox.id,
      contactId: place.contactId,
      contactInboxId: place.id,
      customAttributes: custom_attributes,
    }),
  )
  return show(call, conversation)
}

async function write(call: ClientCall) {
  const body = parse(visitorMessageBody, call.body)
  const { id } = await find(call)
  await limit(call.ports.scratch, `messages:${id}`, FLOOD)
  const message = await messageOf(call, body)
  const { inbox } = call.caller
  const stored = await call.ports.work(inbox.accountId, contactActor(placeOf(call.caller)), async (work) =>
    receiveMessage(work, await lockConversation(work, id), message),
  )
  const [view, shown] = await Promise.all([storedMessage(call, stored.id), shownFor(call, inbox.accountId)])
  return messageForVisitor(view, shown, { echoId: body.echo_id })
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
  await announceTyping(call.ports, {
    conversationId: id,
    on: typing_status === 'on',
    isPrivate: false,
    typist: { stream: visitorStream(inbox.id, place.sourceId), forAgents: contactForCable(contact), isContact: true },
    shown: shownTo(call),
  })
  return {}
}
