import { expect, test } from 'vitest'
import type { Conversation, Message } from '../api/wire.ts'
import { applyEvent } from './apply-event.ts'
import type { CableFrame } from './cable-client.ts'
import type { Desk } from './desk.ts'

function emptyDesk() {
  const agents = new Map()
  const visitors = new Map()
  const desk = {
    conversations: new Map<number, Conversation>(),
    threads: new Map<number, readonly Message[]>(),
    contacts: new Map(),
    typists: new Map(),
    viewers: new Map(),
    agents,
    visitors,
  }
  return {
    ...desk,
    knownConversations: () => [...desk.conversations.keys()],
    knownAgents: () => agents.keys(),
    knownVisitors: () => visitors.keys(),
  } satisfies Desk
}

function message(id: number, change: Partial<Message> = {}): Message {
  return {
    id,
    content: `m${id}`,
    inbox_id: 1,
    conversation_id: 4,
    message_type: 0,
    content_type: 'text',
    content_attributes: {},
    status: 'sent',
    created_at: 100 + id,
    private: false,
    sender: { id: 5, name: 'Mo', type: 'contact' },
    ...change,
  }
}

function conversation(updatedAt: number, change: Partial<Conversation> = {}): Conversation {
  const meta = { sender: { id: 5, name: 'Mo' }, channel: 'Channel::WebWidget' } as Conversation['meta']
  return {
    id: 4,
    account_id: 1,
    inbox_id: 1,
    status: 'open',
    priority: null,
    meta,
    messages: [],
    additional_attributes: {},
    custom_attributes: {},
    labels: [],
    can_reply: true,
    unread_count: 0,
    snoozed_until: null,
    contact_last_seen_at: 0,
    agent_last_seen_at: 0,
    last_activity_at: 100,
    waiting_since: 0,
    created_at: 90,
    updated_at: updatedAt,
    timestamp: 100,
    ...change,
  }
}

const frame = (event: string, data: object): CableFrame => ({ event, data: data as Record<string, unknown> })
const pushed = (one: Message, unread = 1) => ({
  ...one,
  account_id: 1,
  conversation: { assignee_id: null, unread_count: unread, last_activity_at: one.created_at },
})

/** What a day at the desk brings; the last frame of each thing carries its final state. */
const history: CableFrame[] = [
  frame('conversation.created', conversation(1)),
  frame('message.created', pushed(message(1), 1)),
  frame('message.created', pushed(message(2), 2)),
  frame(
    'conversation.updated',
    conversation(2, { unread_count: 2, last_activity_at: 102, timestamp: 102, messages: [message(2)] }),
  ),
  frame(
    'assignee.changed',
    conversation(3, {
      unread_count: 2,
      last_activity_at: 102,
      timestamp: 102,
      messages: [message(2)],
      meta: { ...conversation(3).meta, assignee: { id: 9, name: 'Ada' } },
    }),
  ),
  frame('message.created', pushed(message(3, { message_type: 1, sender: { id: 9, name: 'Ada', type: 'user' } }), 0)),
  frame(
    'message.updated',
    pushed(message(3, { message_type: 1, status: 'read', sender: { id: 9, name: 'Ada', type: 'user' } }), 0),
  ),
  frame(
    'conversation.status_changed',
    conversation(4, {
      status: 'resolved',
      last_activity_at: 103,
      timestamp: 103,
      messages: [message(3, { message_type: 1, status: 'read', sender: { id: 9, name: 'Ada', type: 'user' } })],
      meta: { ...conversation(3).meta, assignee: { id: 9, name: 'Ada' } },
    }),
  ),
]

function deskAfter(frames: CableFrame[]) {
  const desk = emptyDesk()
  desk.threads.set(4, [])
  for (const one of frames) applyEvent(desk, one)
  return { conversation: desk.conversations.get(4), thread: desk.threads.get(4) }
}

test('a desk that heard everything equals what the server would answer now', () => {
  const { conversation: row, thread } = deskAfter(history)
  expect(row).toMatchObject({
    status: 'resolved',
    unread_count: 0,
    last_activity_at: 103,
    updated_at: 4,
    meta: { assignee: { id: 9 } },
  })
  expect(row?.last_non_activity_message?.id).toBe(3)
  expect(thread?.map((one) => [one.id, one.status])).toEqual([
    [1, 'sent'],
    [2, 'sent'],
    [3, 'read'],
  ])
})

test('frames that come twice change nothing', () => {
  expect(deskAfter([...history, ...history])).toEqual(deskAfter(history))
})

test('missed frames that come again after the live ones end in the same state', () => {
  const live = history.slice(5)
  expect(deskAfter([...history.slice(0, 3), ...live, ...history.slice(3, 5), ...live])).toEqual(deskAfter(history))
})

test('an older conversation never overwrites a newer one', () => {
  const desk = emptyDesk()
  applyEvent(desk, frame('conversation.updated', conversation(9, { status: 'snoozed' })))
  applyEvent(desk, frame('conversation.updated', conversation(8, { status: 'open' })))
  expect(desk.conversations.get(4)?.status).toBe('snoozed')
})

test('a push keeps what only the API tells', () => {
  const desk = emptyDesk()
  desk.conversations.set(4, conversation(1, { uuid: 'u-1', muted: true }))
  applyEvent(desk, frame('conversation.updated', conversation(2)))
  expect(desk.conversations.get(4)).toMatchObject({ uuid: 'u-1', muted: true, updated_at: 2 })
})

test('taking a conversation from its owner leaves no owner behind', () => {
  const desk = emptyDesk()
  applyEvent(
    desk,
    frame('assignee.changed', conversation(1, { meta: { ...conversation(1).meta, assignee: { id: 9, name: 'Ada' } } })),
  )
  applyEvent(desk, frame('assignee.changed', conversation(2)))
  expect(desk.conversations.get(4)?.meta.assignee).toBeNull()
})

test('a conversation that left this agent is gone with its thread, unless it came back meanwhile', () => {
  const left = frame('team.changed', { ...conversation(2), left: true })
  const desk = emptyDesk()
  desk.conversations.set(4, conversation(1))
  desk.threads.set(4, [message(1)])
  applyEvent(desk, left)
  expect([desk.conversations.size, desk.threads.size]).toEqual([0, 0])
  applyEvent(desk, frame('conversation.updated', conversation(1)))
  applyEvent(desk, frame('conversation.updated', { ...conversation(1), left: true }))
  expect(desk.conversations.size).toBe(0)
  applyEvent(desk, frame('assignee.changed', conversation(3)))
  applyEvent(desk, left)
  expect(desk.conversations.get(4)?.updated_at).toBe(3)
})

test('a deleted message stays deleted and a read one stays read', () => {
  const desk = emptyDesk()
  desk.threads.set(4, [message(1, { status: 'read' }), message(2, { content_attributes: { deleted: true } })])
  applyEvent(desk, frame('message.updated', pushed(message(1, { status: 'delivered' }))))
  applyEvent(desk, frame('message.updated', pushed(message(2))))
  expect(desk.threads.get(4)?.map((one) => one.status)).toEqual(['read', 'sent'])
  expect(desk.threads.get(4)?.[1]?.content_attributes['deleted']).toBe(true)
})

test('a failed delivery shows, and a retry that worked shows too', () => {
  const desk = emptyDesk()
  desk.threads.set(4, [message(1)])
  applyEvent(desk, frame('message.updated', pushed(message(1, { status: 'failed' }))))
  expect(desk.threads.get(4)?.[0]?.status).toBe('failed')
  applyEvent(desk, frame('message.updated', pushed(message(1, { status: 'sent' }))))
  expect(desk.threads.get(4)?.[0]?.status).toBe('sent')
})

test('messages of a thread that was never opened are not collected', () => {
  const desk = emptyDesk()
  applyEvent(desk, frame('message.created', pushed(message(1))))
  expect(desk.threads.has(4)).toBe(false)
})

test('a deleted conversation leaves the desk, and its thread with it', () => {
  const desk = emptyDesk()
  desk.conversations.set(4, conversation(1))
  desk.threads.set(4, [message(1)])
  applyEvent(desk, frame('conversation.deleted', { id: 4, account_id: 1, inbox_id: 1 }))
  expect([desk.conversations.size, desk.threads.size]).toEqual([0, 0])
})

test('whoever sends a message has stopped typing', () => {
  const desk = emptyDesk()
  const typing = { conversation: { id: 4 }, user: { id: 5, name: 'Mo', type: 'contact' }, is_private: false }
  applyEvent(desk, frame('conversation.typing_on', typing))
  expect(desk.typists.get(4)).toEqual([{ id: 5, kind: 'contact', name: 'Mo', isPrivate: false }])
  applyEvent(desk, frame('message.created', pushed(message(1))))
  expect(desk.typists.get(4)).toEqual([])
})

test('a presence frame is the whole picture', () => {
  const desk = emptyDesk()
  applyEvent(desk, frame('presence.update', { users: { 1: 'online', 2: 'busy' }, contacts: { 5: 'online' } }))
  applyEvent(desk, frame('presence.update', { users: { 2: 'online' }, contacts: {} }))
  expect([...desk.agents]).toEqual([
    [1, 'offline'],
    [2, 'online'],
  ])
  expect(desk.visitors.size).toBe(0)
})

const person = (id: number, change: object = {}) => ({
  ...conversation(1).meta.sender,
  id,
  name: 'Mo',
  account_id: 1,
  ...change,
})

test('a new name of a contact reaches the rows that are drawn already, and no others', () => {
  const desk = emptyDesk()
  desk.conversations.set(4, conversation(1))
  desk.conversations.set(
    7,
    conversation(1, { id: 7, meta: { ...conversation(1).meta, sender: person(6, { name: 'Lu' }) } }),
  )
  applyEvent(desk, frame('contact.updated', person(5, { name: 'Mo Lamp', email: 'mo@home.example' })))
  expect(desk.conversations.get(4)?.meta.sender).toMatchObject({ id: 5, name: 'Mo Lamp', email: 'mo@home.example' })
  expect(desk.conversations.get(7)?.meta.sender).toMatchObject({ id: 6, name: 'Lu' })
  expect(desk.contacts.has(5)).toBe(false)
})

test('the conversations of a merged contact are shown under the one that stays', () => {
  const desk = emptyDesk()
  desk.conversations.set(4, conversation(1))
  desk.contacts.set(5, person(5))
  desk.contacts.set(6, person(6, { name: 'Lu' }))
  desk.threads.set(4, [message(1), message(2, { message_type: 1, sender: { id: 5, name: 'Ada', type: 'user' } })])
  applyEvent(desk, frame('contact.merged', person(6, { name: 'Lu Lamp', merged_contact_id: 5 })))
  expect(desk.conversations.get(4)?.meta.sender).toMatchObject({ id: 6, name: 'Lu Lamp' })
  expect([desk.contacts.has(5), desk.contacts.get(6)?.name]).toEqual([false, 'Lu Lamp'])
  expect(desk.threads.get(4)?.map((one) => one.sender?.id)).toEqual([6, 5])
  expect(desk.contacts.get(6)).not.toHaveProperty('merged_contact_id')
})

test('with a deleted contact go their conversations and threads', () => {
  const desk = emptyDesk()
  desk.conversations.set(4, conversation(1))
  desk.conversations.set(7, conversation(1, { id: 7, meta: { ...conversation(1).meta, sender: person(6) } }))
  desk.threads.set(4, [message(1)])
  desk.contacts.set(5, person(5))
  applyEvent(desk, frame('contact.deleted', { id: 5, account_id: 1 }))
  expect([...desk.conversations.keys()]).toEqual([7])
  expect([desk.threads.has(4), desk.contacts.has(5)]).toEqual([false, false])
})

test('an event nobody knows is let pass', () => {
  expect(() => applyEvent(emptyDesk(), frame('voice_call.incoming', {}))).not.toThrow()
})

test('who views a conversation is a whole picture each time', () => {
  const desk = emptyDesk()
  const viewers = (user_ids: number[]) => ({
    event: 'conversation.viewers',
    data: { account_id: 1, conversation_id: 4, user_ids },
  })
  applyEvent(desk, viewers([1, 2]))
  applyEvent(desk, viewers([2]))
  expect(desk.viewers.get(4)).toEqual([2])
})
