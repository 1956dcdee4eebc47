import type { Json, RecordedEvent } from '../../kernel/event.ts'
import type { ContactEvent } from '../../features/contacts/index.ts'
import type { AccountEvent } from '../../features/accounts/index.ts'
import type { ConversationEvent, ConversationView, MessageView } from '../../features/conversations/index.ts'
import { cacheKeys } from '../present/account.ts'
import { contact } from '../present/contact.ts'
import { conversationForCable, conversationForVisitor } from '../present/conversation.ts'
import { messageForCable, messageForVisitor } from '../present/message.ts'
import { iso } from '../present/shown.ts'
import { placeOf, type CurrentRows } from './current-rows.ts'
import type { Frame } from './frame.ts'
import { accountStream, agentsOf } from './streams.ts'

type Build = (event: RecordedEvent, rows: CurrentRows) => Frame[]

/** What each event says on the socket (contract 3.3), built from the rows as they are now. */
export const eventFrames: Record<ConversationEvent | ContactEvent | AccountEvent, Build> = {
  'message.created': (event, rows) => aboutMessage('message.created', event, rows),
  'message.updated': (event, rows) => aboutMessage('message.updated', event, rows),
  'conversation.created': (event, rows) => aboutConversation('conversation.created', event, rows, true),
  'conversation.updated': (event, rows) => aboutConversation('conversation.updated', event, rows, true),
  'conversation.status_changed': (event, rows) => aboutConversation('conversation.status_changed', event, rows, true),
  'conversation.assigned': (event, rows) => aboutConversation('assignee.changed', event, rows, false),
  'conversation.read': (event, rows) => aboutConversation('conversation.read', event, rows, false),
  'contact.created': (event, rows) => aboutContact('contact.created', event, rows),
  'contact.updated': (event, rows) => aboutContact('contact.updated', event, rows),
  'contact.merged': (event, rows) => aboutContact('contact.merged', event, rows),
  'account.cache_invalidated': (event) => {
    const keys = cacheKeys(event.data['cacheKeys'] as Record<string, number>)
    const data = { account_id: event.accountId, cache_keys: keys }
    return [{ streams: [accountStream(event.accountId)], event: event.type, data }]
  },
}

function aboutMessage(name: string, event: RecordedEvent, rows: CurrentRows): Frame[] {
  const message = rows.messages.get(Number(event.data['messageId']))
  if (!message) return []
  const echo = { echoId: textOf(event.data['echoId']) }
  const changes = name === 'message.updated' ? { previous_changes: {} } : {}
  const inside = {
    ...messageForCable(message, rows.shown(event), echo),
    ...changes,
    ...rows.performer(event),
  }
  const frames: Frame[] = [{ streams: agentsOf(message), event: name, data: inside }]
  if (event.data['firstReply']) frames.push({ streams: agentsOf(message), event: 'first.reply.created', data: inside })
  if (isForVisitor(message)) frames.push(messageOutside(name, event, message, rows, { ...echo, changes }))
  return frames
}

function messageOutside(
  event: string,
  recorded: RecordedEvent,
  message: MessageView,
  rows: CurrentRows,
  extra: { echoId: string | undefined; changes: object },
): Frame {
  const data = {
    ...messageForVisitor(message, rows.shown(recorded), extra),
    ...extra.changes,
    account_id: message.accountId,
    updated_at: message.updatedAt.toISOString(),
  }
  return { streams: rows.visitors(placeOf(message)), event, data }
}

function isForVisitor(message: MessageView): boolean {
  return !message.private && message.direction !== 'activity'
}

function aboutConversation(name: string, event: RecordedEvent, rows: CurrentRows, outside: boolean): Frame[] {
  const view = rows.conversations.get(event.conversationId ?? 0)
  if (!view) return []
  const data = { ...conversationForCable(view, rows.shown(event)), ...rows.performer(event) }
  const inside = { streams: agentsOf(view), event: name, data }
  return outside ? [inside, conversationOutside(name, view, rows)] : [inside]
}

function conversationOutside(event: string, view: ConversationView, rows: CurrentRows): Frame {
  const data = { ...conversationForVisitor(view), account_id: view.accountId, snoozed_until: iso(view.snoozedUntil) }
  return { streams: rows.visitors(view), event, data }
}

function aboutContact(name: string, event: RecordedEvent, rows: CurrentRows): Frame[] {
  const one = rows.contacts.get(Number(event.data['contactId']))
  if (!one) return []
  const data = { ...contact(one, rows.shown(event)), account_id: event.accountId }
  return [{ streams: [accountStream(event.accountId)], event: name, data }]
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
