import { expect, test } from 'vitest'
import { nextDue, nextToSend, retryDelay } from './next-to-send.ts'
import type { Outgoing } from './next-to-send.ts'
import { sentShares } from './sent-shares.ts'

function outgoing(key: string, change: Partial<Outgoing> = {}): Outgoing {
  return {
    key,
    accountId: 1,
    userId: 1,
    conversationId: 1,
    content: key,
    private: false,
    files: [],
    order: Number(key),
    state: 'queued',
    attempts: 0,
    notBefore: 0,
    problem: '',
    progress: 0,
    thenResolve: false,
    ...change,
  }
}
const keys = (messages: Outgoing[], now = 100) => nextToSend(messages, now).map((one) => one.key)

test('messages of one conversation leave one by one, in the order they were written', () => {
  expect(keys([outgoing('2'), outgoing('1'), outgoing('3')])).toEqual(['1'])
})

test('conversations do not wait for each other', () => {
  expect(keys([outgoing('1'), outgoing('2', { conversationId: 2 })])).toEqual(['1', '2'])
})

test('nothing overtakes a message that is on its way', () => {
  expect(keys([outgoing('1', { state: 'sending' }), outgoing('2')])).toEqual([])
})

test('nothing overtakes a message that waits for its next attempt', () => {
  const messages = [outgoing('1', { notBefore: 500, attempts: 2 }), outgoing('2')]
  expect(keys(messages, 499)).toEqual([])
  expect(keys(messages, 500)).toEqual(['1'])
})

test('a message that only a person can save lets the next one pass', () => {
  expect(keys([outgoing('1', { state: 'failed' }), outgoing('2')])).toEqual(['2'])
})

test('the pauses between attempts grow up to half a minute', () => {
  const pauses = [1, 2, 3, 4, 5, 6, 50].map(retryDelay)
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b))
  expect(pauses.at(-1)).toBe(30_000)
})

test('the progress of a form is shared out among its files in order', () => {
  expect(sentShares([{ size: 100 }, { size: 300 }], 0.5)).toEqual([1, 100 / 300])
  expect(sentShares([{ size: 100 }, { size: 300 }], 1)).toEqual([1, 1])
})

test('a reply that is held keeps the replies after it, and lets notes go', () => {
  const held = outgoing('1', { heldUntil: 200 })
  expect(keys([held, outgoing('2')])).toEqual([])
  expect(keys([held, outgoing('2'), outgoing('3', { private: true })])).toEqual(['3'])
  expect(keys([held, outgoing('2', { conversationId: 2 })])).toEqual(['2'])
  expect(keys([held, outgoing('2')], 200)).toEqual(['1'])
})

test('the next look is when the first hold or back-off ends', () => {
  expect(nextDue([outgoing('1', { heldUntil: 300 }), outgoing('2', { notBefore: 200 }), outgoing('3')], 100)).toBe(200)
  expect(nextDue([outgoing('1', { heldUntil: 300, state: 'failed' })], 100)).toBeNull()
})
