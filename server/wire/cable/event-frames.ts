import type { Json, RecordedEvent } from '../../kernel/event.ts'
import type { ContactEvent } from '../../features/contacts/index.ts'
import type { AccountEvent } from '../../features/accounts/index.ts'
import {
  audienceOf,
  type ConversationEvent,
  type ConversationView,
  type MessageView,
  type Standing,
} from '../../features/conversations/index.ts'
import type { TransferEvent } from '../../features/contact-transfer/index.ts'
import type { NotificationEvent } from '../../features/notifications/index.ts'
import { cacheKeys } from '../present/account.ts'
import { contact } from '../present/contact.ts'
import { conversationForCable, conversationForVisitor, conversationThatLeft } from '../present/conversation.ts'
import { messageForCable, messageForVisitor } from '../present/message.ts'
import { iso } from '../present/shown.ts'
import { placeOf, type CurrentRows } from './current-rows.ts'
import type { Frame } from './frame.ts'
import { aboutNotification, aboutRemoval } from './notification-frames.ts'
import { accountStream, userStream } from './streams.ts'

type Build = (event: RecordedEvent, rows: CurrentRows) => Frame[]

type Announced = ConversationEvent | ContactEvent | AccountEvent | NotificationEvent | TransferEvent

/** What each event says on the socket (contract 3.3), built from the rows as they are now. */
export const eventFrames: Record<Announced, Build> = {
  'message.created': (event, rows) => aboutMessage('message.created', event, rows),
  'message.updated': (event, rows) => aboutMessage('message.updated', event, rows),
  'conversation.created': (event, rows) => aboutConversation('conversation.created', event, rows, true),
  'conversation.updated': (event, rows) => aboutConversation('conversation.updated', event, rows, true),
  'conversation.status_changed': (event, rows) => [
    ...aboutConversation('conversation.status_changed', event, rows, true),
    ...unreadChanged(rows.conversations.get(event.conversationId ?? 0), (view) => view.unreadCount > 0),
  ],
  'conversation.assigned': (event, rows) => aboutOwners('assignee.changed', event, rows),
  'conversation.team_changed': (event, rows) => aboutOwners('team.changed', event, rows),
  'conversation.participants_changed': aboutParticipants,
  'conversation.read': (event, rows) => [
    // Visitors are told as well: their widget says what has been seen.
    ...aboutConversation('conversation.read', event, rows, true),
    ...unreadChanged(rows.conversations.get(event.conversationId ?? 0)),
  ],
  // Agents hear of the change of status that goes with it.
  'conversation.bot_handoff': () => [],
  'conversation.mentioned': aboutMention,
  'conversation.deleted': aboutDeletion,
  'conversation.contact_changed': (event, rows) =>
    aboutConversation('conversation.contact_changed', event, rows, false),
  'contact.created': (event, rows) => aboutContact('contact.created', event, rows),
  'contact.updated': (event, rows) => aboutContact('contact.updated', event, rows),
  'contact.merged': (event, rows) =>
    // Ours: whose conversations the contact has now, for pages that show them under the other.
    aboutContact('contact.merged', event, rows, { merged_contact_id: Number(event.data['mergedId']) }),
  'contact.deleted': (event) => {
    const data = { id: Number(event.data['removedId']), account_id: event.accountId }
    return [{ streams: [accountStream(event.accountId)], event: event.type, data }]
  },
  'account.cache_invalidated': (event) => {
    const keys = cacheKeys(event.data['cacheKeys'] as Record<string, number>)
    const data = { account_id: event.accountId, cache_keys: keys }
    return [{ streams: [accountStream(event.accountId)], event: event.type, data }]
  },
  'notification.created': (event, rows) => aboutNotification(event, rows.notifications, rows.shown(event)),
  'notification.updated': (event, rows) => aboutNotification(event, rows.notifications, rows.shown(event)),
  'notification.deleted': (event, rows) => aboutRemoval(event, rows.notifications),
  // Ours. How far it is by now is asked for: only whoever began it looks.
  'contact_import.progressed': ({ accountId, type, data: { userId, importId } }) => [
    { streams: [userStream(Number(userId))], event: type, data: { account_id: accountId, id: Number(importId) } },
  ],
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
  const standing = { ...message, ...message.conversation }
  const streams = audienceOf(standing)
  const frames: Frame[] = [{ streams, event: name, data: inside }]
  if (event.data['firstReply']) frames.push({ streams, event: 'first.reply.created', data: inside })
  if (event.data['firstUnread']) frames.push(...unreadChanged(standing))
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
  const inside = { streams: audienceOf(view), event: name, data }
  return outside ? [inside, conversationOutside(name, view, rows)] : [inside]
}

/** Somebody else has the conversation now: whoever may not see it any more is told that it has left them. */
function aboutOwners(name: string, event: RecordedEvent, rows: CurrentRows): Frame[] {
  const frames = aboutConversation(name, event, rows, false)
  const view = rows.conversations.get(event.conversationId ?? 0)
  return view ? [...frames, ...farewell(name, event, rows, view)] : frames
}

/** Only those who gain the conversation by it, or lose it, are told: it looks the same to all others. */
function aboutParticipants(event: RecordedEvent, rows: CurrentRows): Frame[] {
  const view = rows.conversations.get(event.conversationId ?? 0)
  if (!view) return []
  const name = 'conversation.updated'
  const [inside] = aboutConversation(name, event, rows, false)
  const welcome = inside && { ...inside, except: audienceOf(event.data['before'] as unknown as Standing) }
  return [...(welcome ? [welcome] : []), ...farewell(name, event, rows, view)]
}

function farewell(name: string, event: RecordedEvent, rows: CurrentRows, view: ConversationView): Frame[] {
  // Events of before there were teams do not tell.
  const before = event.data['before'] as unknown as Standing | undefined
  if (!before) return []
  const data = { ...conversationThatLeft(view, rows.shown(event)), ...rows.performer(event) }
  return [{ streams: audienceOf(before), except: audienceOf(view), event: name, data }]
}

function conversationOutside(event: string, view: ConversationView, rows: CurrentRows): Frame {
  const data = { ...conversationForVisitor(view), account_id: view.accountId, snoozed_until: iso(view.snoozedUntil) }
  return { streams: rows.visitors(view), event, data }
}

/** Tells agents to fetch the unread counts anew: the numbers differ from agent to agent. */
function unreadChanged<Place extends Standing>(
  place: Place | undefined,
  matters: (place: Place) => boolean = () => true,
): Frame[] {
  if (!place || !matters(place)) return []
  const data = { account_id: place.accountId }
  return [{ streams: audienceOf(place), event: 'conversation.unread_count_changed', data }]
}

function aboutMention(event: RecordedEvent, rows: CurrentRows): Frame[] {
  const [inside] = aboutConversation('conversation.mentioned', event, rows, false)
  return inside ? [{ ...inside, streams: rows.mentioned(event).map(userStream) }] : []
}

function aboutDeletion(event: RecordedEvent): Frame[] {
  const before = event.data['before'] as unknown as Standing
  const data = { id: event.data['number'], account_id: event.accountId, inbox_id: before.inboxId }
  return [{ streams: audienceOf(before), event: event.type, data }, ...unreadChanged(before)]
}

function aboutContact(name: string, event: RecordedEvent, rows: CurrentRows, more: object = {}): Frame[] {
  const one = rows.contacts.get(Number(event.data['contactId']))
  if (!one) return []
  const data = { ...contact(one, rows.shown(event)), account_id: event.accountId, ...more }
  return [{ streams: [accountStream(event.accountId)], event: name, data }]
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
