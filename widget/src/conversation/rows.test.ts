import { expect, test } from 'vitest'
import { fileShares } from '../files/file-shares.ts'
import type { Message } from './message.ts'
import type { Letter } from './outbox.ts'
import { rowsOf } from './rows.ts'

const noon = Math.floor(new Date(2026, 0, 5, 12).getTime() / 1000)
const message = (id: number, time: number, more: Partial<Message> = {}): Message => ({
  id,
  content: `${id}`,
  message_type: 1,
  created_at: time,
  conversation_id: 7,
  sender: { id: 3 },
  ...more,
})
const letter = (id: string): Letter => ({ id, position: id, content: id, writtenAt: (noon + 60) * 1000, files: [] })
const rows = (messages: Message[], letters: Letter[] = []) =>
  rowsOf({ messages, letters, keyOf: ({ id, echo_id }) => echo_id ?? `${id}`, stateOf: () => 'waiting' })

test('messages by one person within minutes belong together', () => {
  const [one, two, three, four] = rows([
    message(1, noon),
    message(2, noon + 10),
    message(3, noon + 20, { sender: { id: 4 } }),
    message(4, noon + 900, { sender: { id: 4 } }),
  ])
  expect([one!.first, one!.last]).toEqual([true, false])
  expect([two!.first, two!.last]).toEqual([false, true])
  expect([three!.first, three!.last]).toEqual([true, true])
  expect([four!.first, four!.last]).toEqual([true, true])
})

test('every day begins with its name', () => {
  const day = 86_400
  expect(rows([message(1, noon - day), message(2, noon), message(3, noon + 1)]).map(({ newDay }) => newDay)).toEqual([
    true,
    true,
    false,
  ])
})

test('letters stand behind the messages until their own message is there', () => {
  const own = message(2, noon + 60, { message_type: 0, echo_id: 'a', sender: null })
  expect(rows([message(1, noon)], [letter('a'), letter('b')]).map(({ key }) => key)).toEqual(['1', 'a', 'b'])
  expect(rows([message(1, noon), own], [letter('a'), letter('b')]).map(({ key, state }) => `${key} ${state}`)).toEqual([
    '1 sent',
    'a sent',
    'b waiting',
  ])
})

test('a deleted message says so', () => {
  expect(rows([message(1, noon, { content_attributes: { deleted: true } })])[0]!.state).toBe('deleted')
})

test('the progress of a letter is the progress of its files, one behind the other', () => {
  const files = [{ size: 100 }, { size: 300 }]
  expect(fileShares(files, 0)).toEqual([0, 0])
  expect(fileShares(files, 50)).toEqual([0.5, 0])
  expect(fileShares(files, 250)).toEqual([1, 0.5])
  expect(fileShares(files, 999)).toEqual([1, 1])
})
