import { expect, test } from 'vitest'
import type { ContactNote } from '../../api/customer.ts'
import type { Conversation } from '../../api/wire.ts'
import { timelineOf } from './timeline.ts'

const talk = (id: number, at: number) => ({ id, last_activity_at: at }) as Conversation // only what is read
const note = (id: number, at: number): ContactNote => ({ id, content: '', user: null, created_at: at })

test('conversations and notes stand in one line, the latest first', () => {
  const entries = timelineOf([talk(1, 10), talk(2, 40)], [note(1, 30), note(2, 5)])
  expect(entries.map((one) => one.key)).toEqual(['c-2', 'n-1', 'c-1', 'n-2'])
  expect(timelineOf([], [])).toEqual([])
})
