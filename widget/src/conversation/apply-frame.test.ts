import { beforeEach, expect, test, vi } from 'vitest'
import { applyFrame, type FramePorts } from './apply-frame.ts'
import type { Message } from './message.ts'
import { Thread } from './thread.ts'

const message = (id: number, more: Partial<Message> = {}): Message => ({
  id,
  content: `message ${id}`,
  message_type: 1,
  created_at: 1000 + id,
  conversation_id: 7,
  sender: { id: 3, name: 'Mina', type: 'user' },
  ...more,
})

let thread: Thread
let ports: FramePorts
const frame = (event: string, data: object) => applyFrame(ports, { event, data })
const contents = () => thread.messages.value.map(({ content }) => content)

beforeEach(() => {
  thread = new Thread()
  thread.state.conversation = { id: 7, inbox_id: 1, status: 'open' }
  ports = {
    thread,
    typists: { start: vi.fn(), stop: vi.fn() },
    otherConversation: vi.fn(),
    newMessage: vi.fn(),
  }
})

test('messages are in the order of their ids, however they arrive', () => {
  for (const id of [3, 1, 2, 3]) frame('message.created', message(id))
  expect(contents()).toEqual(['message 1', 'message 2', 'message 3'])
  expect(ports.newMessage).toHaveBeenCalledTimes(3)
})

test('private notes and activity are never shown', () => {
  frame('message.created', message(1, { private: true }))
  frame('message.created', message(2, { message_type: 2 }))
  thread.applyPage([message(3, { private: true })], thread.stamp())
  expect(contents()).toEqual([])
  expect(ports.newMessage).not.toHaveBeenCalled()
})

test('an older frame does not overwrite a newer one', () => {
  frame('message.updated', message(1, { content: 'new', updated_at: '2026-01-02T00:00:00Z' }))
  frame('message.created', message(1, { content: 'old', updated_at: '2026-01-01T00:00:00Z' }))
  expect(contents()).toEqual(['new'])
})

test('a page that was asked for before a frame came does not undo the frame', () => {
  const stamp = thread.stamp()
  frame('message.updated', message(1, { content: 'deleted' }))
  thread.applyPage([message(1, { content: 'as it was' }), message(2)], stamp)
  expect(contents()).toEqual(['deleted', 'message 2'])
  thread.applyPage([message(1, { content: 'as it is' })], thread.stamp())
  expect(contents()).toEqual(['as it is', 'message 2'])
})

test('old messages plus the missed page are the freshly fetched thread', () => {
  const server = [1, 2, 3, 4, 5].map((id) => message(id))
  thread.applyPage(server.slice(0, 2), thread.stamp())
  frame('message.created', message(5))
  thread.applyPage(server.slice(2), thread.stamp())
  const fresh = new Thread()
  fresh.applyPage(server, fresh.stamp())
  expect(contents()).toEqual(fresh.messages.value.map(({ content }) => content))
})

test('the real message keeps the key of the optimistic one', () => {
  frame('message.created', message(1, { message_type: 0, echo_id: 'echo-1' }))
  thread.applyPage([message(1, { message_type: 0 })], thread.stamp())
  expect(thread.keyOf(thread.messages.value[0]!)).toBe('echo-1')
})

test('unread are the answers after the last one that was seen', () => {
  for (const id of [1, 2]) frame('message.created', message(id))
  thread.seenUntil(1001)
  frame('message.created', message(3, { message_type: 0 }))
  expect(thread.unread.value).toBe(1)
  frame('conversation.updated', { id: 7, status: 'resolved', contact_last_seen_at: 1002 })
  expect(thread.unread.value).toBe(0)
  expect(thread.state.conversation?.status).toBe('resolved')
})

test('typing is shown for colleagues, not for the visitor, private notes or other conversations', () => {
  const user = { id: 3, name: 'Mina', type: 'user' }
  frame('conversation.typing_on', { conversation: { id: 7 }, user, is_private: true })
  frame('conversation.typing_on', { conversation: { id: 8 }, user })
  frame('conversation.typing_on', { conversation: { id: 7 }, user: { ...user, type: 'contact' } })
  expect(ports.typists.start).not.toHaveBeenCalled()
  frame('conversation.typing_on', { conversation: { id: 7 }, user, is_private: false })
  expect(ports.typists.start).toHaveBeenCalledExactlyOnceWith(user)
  frame('message.created', message(9))
  expect(ports.typists.stop).toHaveBeenCalledWith(user)
})

test('a message of another conversation of the visitor is shown, and the present one is asked for', () => {
  frame('message.created', message(1, { conversation_id: 8 }))
  expect(contents()).toEqual(['message 1'])
  expect(ports.otherConversation).toHaveBeenCalledOnce()
})
