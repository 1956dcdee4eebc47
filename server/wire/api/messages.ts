import type { z } from 'zod'
import { deliveryBody, messagesQuery, newMessageBody, translationBody } from '../../../contract/http/messages.ts'
import { invalid, notFound, Refusal } from '../../kernel/refusal.ts'
import type { Call } from '../../platform/http/route.ts'
import {
  deleteMessage,
  findMessage,
  listMessages,
  loadConversation,
  loadForChange,
  receiveMessage,
  reply,
  retryMessage,
  setDeliveryState,
  viewConversation,
} from '../../features/conversations/index.ts'
import { loadBot } from '../../features/agent-bots/index.ts'
import { findInbox } from '../../features/inboxes/index.ts'
import { inAccount, member, memberOrBot, type MemberCaller, type MemberOrBotCaller } from '../access.ts'
import { guardAgainstFlood } from '../flood-guard.ts'
import { agentMessage } from '../message-input.ts'
import { idOf, parse, unwrap } from '../parse.ts'
import { botForCable } from '../present/bot.ts'
import { contactForCable } from '../present/contact.ts'
import { messageForApi } from '../present/message.ts'
import { userForCable } from '../present/person.ts'
import { iso } from '../present/shown.ts'
import { shownFor, shownTo, shownToAuthor } from '../shown-for.ts'

type MemberCall = Call<MemberCaller>

/** The thread of a conversation (contract 2.11). */
export const messageRoutes = [
  member('GET', inAccount('/conversations/:number/messages'), index, {
    summary: 'Shows a part of the thread, the latest messages unless told',
    query: messagesQuery,
    returns: 'messages',
  }),
  memberOrBot('POST', inAccount('/conversations/:number/messages'), create, {
    summary: 'Writes a message or a private note',
    body: newMessageBody,
    returns: 'message',
  }),
  member(
    'DELETE',
    inAccount('/conversations/:number/messages/:id'),
    async (call) => {
      const { accountId, actor } = call.caller
      const id = idOf(call.params['id'])
      await call.ports.work(accountId, actor, async (work) =>
        deleteMessage(work, await loadForChange(work, actor, idOf(call.params['number'])), id),
      )
      return show(call, id)
    },
    { summary: 'Empties a message and takes its files away', returns: 'message' },
  ),
  member(
    'PATCH',
    inAccount('/conversations/:number/messages/:id'),
    async (call) => {
      const { status, external_error } = parse(deliveryBody, unwrap(call.body, 'message'))
      return deliver(call, { status, externalError: external_error })
    },
    { summary: 'Says how far a message of an API inbox came', body: deliveryBody, returns: 'message' },
  ),
  member(
    'POST',
    inAccount('/conversations/:number/messages/:id/retry'),
    async (call) => {
      const { accountId, actor } = call.caller
      const id = idOf(call.params['id'])
      await call.ports.work(accountId, actor, async (work) =>
        retryMessage(work, await loadForChange(work, actor, idOf(call.params['number'])), id),
      )
      return show(call, id)
    },
    { summary: 'Sends a failed message once more', returns: 'message' },
  ),
  member('POST', inAccount('/conversations/:number/messages/:id/translate'), translate, {
    summary: 'Translates a message, where a translation service is set up',
    body: translationBody,
  }),
]

async function translate(call: MemberCall) {
  parse(translationBody, call.body)
  const { id } = await loadConversation(call.ports.db, call.caller, idOf(call.params['number']))
  const message = await findMessage(call.ports.db, idOf(call.params['id']))
  if (message?.conversationId !== id) throw notFound()
  throw invalid('target_language', 'No translation service is set up on this installation')
}

async function deliver(call: MemberCall, state: Parameters<typeof setDeliveryState>[3]) {
  const { accountId, actor } = call.caller
  const id = idOf(call.params['id'])
  const loaded = await loadConversation(call.ports.db, call.caller, idOf(call.params['number']))
  await refuseUnlessApiInbox(
    call.ports.db,
    loaded.inboxId,
    new Refusal('wrong_channel', 'Only API inboxes report deliveries'),
  )
  await call.ports.work(accountId, actor, async (work) =>
    setDeliveryState(work, await loadForChange(work, actor, loaded.number), id, state),
  )
  return show(call, id)
}

async function index(call: MemberCall) {
  const range = parse(messagesQuery, call.query)
  const { db } = call.ports
  const { id } = await loadConversation(db, call.caller, idOf(call.params['number']))
  const [view, messages, shown] = await Promise.all([
    viewConversation(db, id),
    listMessages(db, id, range),
    shownFor(call, call.caller.accountId),
  ])
  if (!view) throw notFound()
  return {
    meta: {
      labels: view.labels,
      additional_attributes: view.additionalAttributes,
      contact: contactForCable(view.contact, shown),
      ...(view.assignee && { assignee: userForCable(view.assignee, shown) }),
      ...(view.assigneeBot && { assignee: botForCable(view.assigneeBot, shown) }),
      agent_last_seen_at: iso(view.agentLastSeenAt),
      assignee_last_seen_at: iso(view.assigneeLastSeenAt),
    },
    payload: messages.map((message) => messageForApi(message, shown)),
  }
}

const notForThisInbox = new Refusal('invalid', 'Incoming messages are only allowed in Api inboxes', 'message_type')

async function create(call: Call<MemberOrBotCaller>) {
  const body = parse(newMessageBody, unwrap(call.body, 'message'))
  const { accountId, actor } = call.caller
  const number = idOf(call.params['number'])
  await guardAgainstFlood(call.ports, `${accountId}/${number}`)
  const author = await authorOf(call, body)
  const input = await agentMessage(call, body)
  const { id } = await call.ports.work(accountId, actor, async (work) => {
    const conversation = await loadForChange(work, actor, number)
    if (body.message_type !== 'incoming') return reply(work, author, conversation, input)
    await refuseUnlessApiInbox(work.tx, conversation.inboxId, notForThisInbox)
    return receiveMessage(work, conversation, input)
  })
  const [message, shown] = await Promise.all([findMessage(call.ports.db, id), shownToWriter(call)])
  if (!message) throw notFound()
  return messageForApi(message, shown, { echoId: body.echo_id })
}

/** A member may let a bot of the account speak (contract 2.11). */
async function authorOf(call: Call<MemberOrBotCaller>, body: z.output<typeof newMessageBody>) {
  if (body.sender_type !== 'AgentBot') return call.caller.actor
  const bot = await loadBot(call.ports.db, call.caller.accountId, body.sender_id ?? 0).catch(() => {
    throw invalid('sender_id', 'sender_id must name a bot of this account')
  })
  const own = call.caller.actor.kind === 'agent' || call.caller.actor.botId === bot.id
  if (!own) throw invalid('sender_id', 'A bot speaks for itself only')
  return { kind: 'bot' as const, botId: bot.id }
}

function shownToWriter(call: Call<MemberOrBotCaller>) {
  const { caller } = call
  return 'bot' in caller ? shownTo(call) : shownToAuthor({ ...call, caller })
}

async function refuseUnlessApiInbox(db: Parameters<typeof findInbox>[0], inboxId: number, refusal: Refusal) {
  const inbox = await findInbox(db, inboxId)
  if (inbox?.channelType === 'api') return
  throw refusal
}

async function show(call: MemberCall, id: number) {
  const [message, shown] = await Promise.all([findMessage(call.ports.db, id), shownFor(call, call.caller.accountId)])
  if (!message) throw notFound()
  return messageForApi(message, shown)
}
