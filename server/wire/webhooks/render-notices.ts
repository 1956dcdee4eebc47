import type { RecordedEvent } from '../../kernel/event.ts'
import { loadAccount } from '../../features/accounts/index.ts'
import { findContacts, type Contact } from '../../features/contacts/index.ts'
import {
  findMessages,
  viewConversations,
  type ConversationView,
  type MessageView,
} from '../../features/conversations/index.ts'
import { listInboxes, type Inbox } from '../../features/inboxes/index.ts'
import { presenceOf, type PresenceOf } from '../../features/presence/index.ts'
import type { Notice, Render } from '../../features/webhooks/index.ts'
import type { Ports, Work } from '../../platform/http/ports.ts'
import { contactForWebhook } from '../present/contact.ts'
import { conversationForWebhook } from '../present/conversation.ts'
import { inbox as inboxForMembers, namedForWebhook } from '../present/inbox.ts'
import { inboxAvatarUrl } from '../present/avatar.ts'
import type { Shown } from '../present/shown.ts'
import { messageForWebhook } from '../present/webhook-message.ts'
import { changedAttributes } from './changed.ts'

interface Rows {
  account: { id: number; name: string }
  messages: Map<number, MessageView>
  conversations: Map<number, ConversationView>
  contacts: Map<number, Contact>
  inboxes: Map<number, Inbox>
  shown: Shown
}

type Body = { [key: string]: unknown }
type Build = (event: RecordedEvent, rows: Rows) => Notice[]

const NOBODY: PresenceOf = { users: {}, contacts: {} }

/** What events of one account look like to other programs, built from the rows as they are now (contract 4). */
export async function prepareNotices(ports: Ports, accountId: number): Promise<Render> {
  // Presence may be in Redis: it is asked before the unit of work opens, and what is told does not wait for it.
  const presence = await presenceOf(ports, accountId).catch(() => NOBODY)
  const { origin } = ports.mail.installation
  return async (work, events) => {
    const told = events.filter((event) => builders[event.type])
    if (told.length === 0) return []
    const shown = { presence, secrets: work.secrets, now: work.now, origin }
    const rows = await rowsOf(work, told, shown)
    return told.flatMap((event) => buildSafely(ports, event, rows))
  }
}

// One event that cannot be shown must not keep the account's others; the log still has it, for a replay.
function buildSafely({ log }: Ports, event: RecordedEvent, rows: Rows): Notice[] {
  try {
    return builders[event.type]?.(event, rows) ?? []
  } catch (error) {
    log.error({ error, eventId: event.id, type: event.type }, 'an event could not be told to other programs')
    return []
  }
}

async function rowsOf(work: Work, events: RecordedEvent[], shown: Shown): Promise<Rows> {
  const ids = (key: string) => unique(events.map((event) => Number(event.data[key] ?? 0)))
  const { id, name } = await loadAccount(work.tx, work.accountId)
  const messages = await findMessages(work.tx, ids('messageId'))
  const conversations = await viewConversations(work.tx, unique(events.map((event) => event.conversationId ?? 0)))
  const contacts = await findContacts(work.tx, ids('contactId'))
  const administrator = { kind: 'agent', userId: 0, role: 'administrator' } as const
  const inboxes = await listInboxes(work.tx, work.accountId, administrator)
  return {
    account: { id, name },
    messages: byId(messages),
    conversations: byId(conversations),
    contacts: byId(contacts),
    inboxes: byId(inboxes),
    shown,
  }
}

const builders: { [type: string]: Build | undefined } = {
  'message.created': (event, rows) => aboutMessage('message_created', event, rows),
  'message.updated': (event, rows) => aboutMessage('message_updated', event, rows),
  'conversation.created': (event, rows) => aboutConversation('conversation_created', event, rows),
  'conversation.updated': (event, rows) => aboutConversation('conversation_updated', event, rows, true),
  'conversation.assigned': (event, rows) => aboutConversation('conversation_updated', event, rows, true),
  'conversation.team_changed': (event, rows) => aboutConversation('conversation_updated', event, rows, true),
  'conversation.status_changed': (event, rows) => [
    ...aboutConversation('conversation_status_changed', event, rows, true),
    ...aboutConversation('conversation_updated', event, rows, true),
    // These are for bots (contract 4.2).
    ...(event.data['to'] === 'open' ? aboutConversation('conversation_opened', event, rows) : []),
    ...(event.data['to'] === 'resolved' ? aboutConversation('conversation_resolved', event, rows) : []),
  ],
  'contact.created': (event, rows) => aboutContact('contact_created', event, rows),
  'contact.updated': (event, rows) => {
    const changed = changedAttributes(event)
    // Somebody saved a form in which nothing was different.
    if (event.data['changed'] && changed.length === 0) return []
    return aboutContact('contact_updated', event, rows, { changed_attributes: changed })
  },
  'inbox.created': (event, rows) => aboutInbox('inbox_created', event, rows),
  'inbox.changed': (event, rows) => aboutInbox('inbox_updated', event, rows, { changed_attributes: [] }),
}

function aboutMessage(name: string, event: RecordedEvent, rows: Rows): Notice[] {
  const message = rows.messages.get(Number(event.data['messageId']))
  const conversation = rows.conversations.get(event.conversationId ?? 0)
  const inbox = message && rows.inboxes.get(message.inboxId)
  // Lines about what happened are for agents.
  if (!message || !conversation || !inbox || message.direction === 'activity') return []
  const around = { account: rows.account, inbox: namedForWebhook(inbox), conversation }
  const body = messageForWebhook(message, around, rows.shown)
  return [{ ...ofConversation(name, event, conversation, body), messageId: message.id }]
}

function aboutConversation(name: string, event: RecordedEvent, rows: Rows, tellsChange = false): Notice[] {
  const view = rows.conversations.get(event.conversationId ?? 0)
  if (!view) return []
  const changes = tellsChange ? { changed_attributes: changedAttributes(event) } : {}
  const body = { ...conversationForWebhook(view, rows.shown), account: rows.account, ...changes }
  return [ofConversation(name, event, view, body)]
}

function ofConversation(name: string, event: RecordedEvent, view: ConversationView, body: Body): Notice {
  const { id, inboxId, assigneeBotId } = view
  return { ...nobody(name, event), lane: `conversation:${id}`, inboxId, conversationId: id, assigneeBotId, body }
}

function aboutContact(name: string, event: RecordedEvent, rows: Rows, more: Body = {}): Notice[] {
  const one = rows.contacts.get(Number(event.data['contactId']))
  if (!one) return []
  const body = { account: rows.account, ...contactForWebhook(one, rows.shown), ...more }
  return [{ ...nobody(name, event), lane: `contact:${one.id}`, body }]
}

function aboutInbox(name: string, event: RecordedEvent, rows: Rows, more: Body = {}): Notice[] {
  const one = rows.inboxes.get(Number(event.data['inboxId']))
  if (!one) return []
  const parts = { origin: rows.shown.origin, avatarUrl: inboxAvatarUrl(one, rows.shown), secrets: null }
  const body = { ...inboxForMembers(one, parts), account: rows.account, ...more }
  return [{ ...nobody(name, event), lane: `inbox:${one.id}`, inboxId: one.id, body }]
}

function nobody(name: string, event: RecordedEvent) {
  const none = { inboxId: null, conversationId: null, messageId: null, assigneeBotId: null }
  return { eventId: event.id, position: event.position, name, ...none }
}

function byId<T extends { id: number }>(rows: T[]): Map<number, T> {
  return new Map(rows.map((row) => [row.id, row]))
}

function unique(ids: number[]): number[] {
  return [...new Set(ids)].filter((id) => id > 0)
}
