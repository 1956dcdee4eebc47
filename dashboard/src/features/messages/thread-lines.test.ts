import { expect, test } from 'vitest'
import type { Message } from '../../api/wire.ts'
import type { Outgoing } from '../outbox/next-to-send.ts'
import { threadLines } from './thread-lines.ts'

const noon = new Date(2026, 10, 11, 12).getTime() / 1000

function message(id: number, change: Partial<Message> = {}): Message {
  return {
    id,
    content: `m${id}`,
    inbox_id: 1,
    conversation_id: 1,
    message_type: 0,
    content_type: 'text',
    content_attributes: {},
    status: 'sent',
    created_at: noon + id,
    private: false,
    sender: { id: 5, name: 'Mo', type: 'contact' },
    ...change,
  }
}
const unsent: Outgoing = {
  key: 'k1',
  accountId: 1,
  userId: 9,
  conversationId: 1,
  content: 'Hello',
  private: false,
  files: [],
  order: (noon + 60) * 1000,
  state: 'queued',
  attempts: 0,
  notBefore: 0,
  problem: '',
  progress: 0,
  thenResolve: false,
}

test('messages of one sender within minutes are one run', () => {
  const lines = threadLines([message(1), message(2), message(3, { created_at: noon + 900 })], [], 9)
  expect(lines.map((one) => (one.kind === 'message' ? [one.first, one.last] : one.kind))).toEqual([
    'day',
    [true, false],
    [false, true],
    [true, true],
  ])
})

test('a private note never joins a run of replies', () => {
  const agent = { message_type: 1, sender: { id: 9, name: 'Ada', type: 'user' } } as const
  const lines = threadLines([message(1, agent), message(2, { ...agent, private: true })], [], 9)
  expect(lines.filter((one) => one.kind === 'message').every((one) => one.first && one.last)).toBe(true)
})

test('each day has its own heading', () => {
  expect(
    threadLines([message(1), message(2, { created_at: noon + 86_400 })], [], 9).filter((one) => one.kind === 'day'),
  ).toHaveLength(2)
})

test('an unsent message stands at the end and keeps its key once it has arrived', () => {
  const before = threadLines([message(1)], [unsent], 9).at(-1)
  const arrived = message(2, {
    message_type: 1,
    echo_id: 'k1',
    created_at: noon + 61,
    sender: { id: 9, name: 'Ada', type: 'user' },
  })
  const after = threadLines([message(1), arrived], [unsent], 9)
  expect(before).toMatchObject({ key: 'k1', outgoing: unsent })
  expect(after.at(-1)).toMatchObject({ key: 'k1', outgoing: null })
  expect(after).toHaveLength(3)
})
