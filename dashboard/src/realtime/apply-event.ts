import type { Availability, Contact, Conversation, Message, PushedMessage } from '../api/wire.ts'
import type { CableFrame } from './cable-client.ts'
import type { Desk, Shelf, Typist } from './desk.ts'
import { mergeConversation, mergeMessageInto } from './merge-conversation.ts'
import { mergeMessages } from './merge-messages.ts'

type Apply = (desk: Desk, data: never) => void

const appliers: Record<string, Apply> = {
  'message.created': applyMessage,
  'message.updated': applyMessage,
  'first.reply.created': applyMessage,
  'conversation.created': applyConversation,
  'conversation.updated': applyOwners,
  'conversation.status_changed': applyConversation,
  'conversation.read': applyConversation,
  'conversation.contact_changed': applyConversation,
  'conversation.mentioned': applyConversation,
  // Ours: upstream has no such event.
  'conversation.deleted': applyDeletion,
  'assignee.changed': applyOwners,
  'team.changed': applyOwners,
  'contact.created': applyContact,
  'contact.updated': applyContact,
  'contact.merged': applyMergedContact,
  'contact.deleted': applyRemovedContact,
  'conversation.typing_on': (desk, data: TypingData) => applyTyping(desk, data, true),
  'conversation.typing_off': (desk, data: TypingData) => applyTyping(desk, data, false),
  'presence.update': applyPresence,
  // Ours too.
  'conversation.viewers': (desk, data: { conversation_id: number; user_ids: number[] }) =>
    desk.viewers.set(data.conversation_id, data.user_ids),
}

/** Brings one frame of contract §3.3 onto the desk. Applying a frame twice, or late, leaves the desk as it was. */
export function applyEvent(desk: Desk, frame: CableFrame): void {
  const apply = appliers[frame.event]
  if (apply) apply(desk, frame.data as never)
}

function applyMessage(desk: Desk, message: PushedMessage): void {
  const thread = desk.threads.get(message.conversation_id)
  if (thread) set(desk.threads, message.conversation_id, mergeMessages(thread, [message]))
  const conversation = desk.conversations.get(message.conversation_id)
  if (conversation) set(desk.conversations, message.conversation_id, mergeMessageInto(conversation, message))
  if (message.sender) stopTyping(desk, message.conversation_id, message.sender.id, kindOf(message.sender.type))
}

function applyConversation(desk: Desk, incoming: Conversation): void {
  set(desk.conversations, incoming.id, mergeConversation(desk.conversations.get(incoming.id), incoming))
}

/** Who has it or takes part in it may have changed; `left` says that it is none of this agent's business any more. */
function applyOwners(desk: Desk, incoming: Conversation & { left?: boolean }): void {
  if (!incoming.left) return applyConversation(desk, incoming)
  const known = desk.conversations.get(incoming.id)
  // It came back meanwhile.
  if (known && known.updated_at > incoming.updated_at) return
  applyDeletion(desk, incoming)
}

function applyDeletion(desk: Desk, { id }: { id: number }): void {
  desk.conversations.delete(id)
  desk.threads.delete(id)
  desk.typists.delete(id)
}

function applyContact(desk: Desk, incoming: Contact): void {
  const known = desk.contacts.get(incoming.id)
  if (known) desk.contacts.set(incoming.id, { ...known, ...incoming })
  showAsSender(desk, incoming.id, incoming)
}

/** The other contact is gone, and its conversations are this one's; who said so is ours, besides the contract. */
function applyMergedContact(desk: Desk, { merged_contact_id: merged, ...incoming }: Contact & MergedData): void {
  applyContact(desk, incoming)
  if (merged === undefined) return
  desk.contacts.delete(merged)
  for (const number of conversationsOf(desk, merged)) {
    const thread = desk.threads.get(number)
    if (thread)
      desk.threads.set(
        number,
        thread.map((message) => writtenBy(message, merged, incoming.id)),
      )
  }
  showAsSender(desk, merged, incoming)
}

function writtenBy(message: Message, merged: number, id: number): Message {
  const { sender } = message
  return sender?.id === merged && kindOf(sender.type) === 'contact'
    ? { ...message, sender: { ...sender, id } }
    : message
}

interface MergedData {
  merged_contact_id?: number
}

/** With a contact go their conversations. */
function applyRemovedContact(desk: Desk, { id }: { id: number }): void {
  desk.contacts.delete(id)
  for (const number of conversationsOf(desk, id)) {
    desk.conversations.delete(number)
    desk.threads.delete(number)
  }
}

/** Rows that are drawn already show who a contact is now. */
function showAsSender(desk: Desk, contactId: number, contact: Contact): void {
  for (const number of conversationsOf(desk, contactId)) {
    const row = desk.conversations.get(number)
    if (row)
      desk.conversations.set(number, { ...row, meta: { ...row.meta, sender: { ...row.meta.sender, ...contact } } })
  }
}

function conversationsOf(desk: Desk, contactId: number): number[] {
  return [...desk.knownConversations()].filter((number) => desk.conversations.get(number)?.meta.sender.id === contactId)
}

interface TypingData {
  conversation: { id: number }
  user: { id: number; name: string | null; available_name?: string; type?: string }
  is_private?: boolean
}

function applyTyping(desk: Desk, { conversation, user, is_private }: TypingData, isOn: boolean): void {
  const kind = kindOf(user.type)
  stopTyping(desk, conversation.id, user.id, kind)
  if (!isOn) return
  const typist = { id: user.id, kind, name: user.available_name ?? user.name ?? '', isPrivate: is_private === true }
  desk.typists.set(conversation.id, [...(desk.typists.get(conversation.id) ?? []), typist])
}

function stopTyping(desk: Desk, conversationId: number, id: number, kind: Typist['kind']): void {
  const typists = desk.typists.get(conversationId)
  const left = typists?.filter((one) => one.id !== id || one.kind !== kind)
  if (left && left.length !== typists?.length) desk.typists.set(conversationId, left)
}

/** A presence frame is a whole picture (contract §3.2): whoever is not in it is away. */
function applyPresence(
  desk: Desk,
  data: { users?: Record<string, Availability>; contacts?: Record<string, string> },
): void {
  if (data.users) {
    for (const id of desk.knownAgents()) if (!(id in data.users)) set(desk.agents, id, 'offline')
    for (const [id, state] of Object.entries(data.users)) set(desk.agents, Number(id), state)
  }
  if (data.contacts) {
    for (const id of desk.knownVisitors()) if (!(id in data.contacts)) desk.visitors.delete(id)
    for (const id of Object.keys(data.contacts)) set(desk.visitors, Number(id), true)
  }
}

function kindOf(type: string | undefined): Typist['kind'] {
  return type === 'user' || type === 'agent_bot' ? 'user' : 'contact'
}

/** Writing an equal value would wake everything that watches it. */
function set<Value>(shelf: Shelf<Value>, key: number, value: Value): void {
  if (shelf.get(key) !== value) shelf.set(key, value)
}
