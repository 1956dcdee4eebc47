import { expect, test } from 'vitest'
import type { Conversation } from '../../api/wire.ts'
import { arrange, defaultView, placeOf } from './view.ts'

function row(id: number, change: Partial<Conversation> = {}, assigneeId?: number): Conversation {
  const meta = { sender: { id }, channel: 'Channel::Api', assignee: assigneeId ? { id: assigneeId, name: 'A' } : null }
  return {
    id,
    status: 'open',
    inbox_id: 1,
    meta,
    last_activity_at: id * 10,
    created_at: id,
    waiting_since: 0,
    ...change,
  } as Conversation
}
const all = { ...defaultView, share: 'all' as const }

test('a list shows the latest activity first', () => {
  expect(arrange(all, [row(1), row(3), row(2)], 7, null)).toEqual([3, 2, 1])
})

test('mine, unassigned and all divide the same conversations', () => {
  const rows = [row(1, {}, 7), row(2), row(3, {}, 8)]
  expect(arrange({ ...all, share: 'mine' }, rows, 7, null)).toEqual([1])
  expect(arrange({ ...all, share: 'unassigned' }, rows, 7, null)).toEqual([2])
  expect(arrange(all, rows, 7, null)).toEqual([3, 2, 1])
})

test("what a bot has is nobody's, even when an agent has the same number", () => {
  const bots = row(1, {}, 7)
  bots.meta.assignee_type = 'AgentBot'
  expect(arrange({ ...all, share: 'mine' }, [bots], 7, null)).toEqual([])
  expect(arrange({ ...all, share: 'unassigned' }, [bots], 7, null)).toEqual([1])
})

test('status and inbox narrow a list', () => {
  const rows = [row(1, { status: 'snoozed' }), row(2, { inbox_id: 2 }), row(3)]
  expect(arrange(all, rows, 7, null)).toEqual([3, 2])
  expect(arrange({ ...all, status: 'all', inboxId: 1 }, rows, 7, null)).toEqual([3, 1])
})

test('who waits longest comes first, who does not wait comes last', () => {
  const rows = [row(1), row(2, { waiting_since: 50 }), row(3, { waiting_since: 40 })]
  expect(arrange({ ...all, sort: 'waiting' }, rows, 7, null)).toEqual([3, 2, 1])
})

test('rows beyond what the server has listed stay hidden until it lists them', () => {
  const rows = [row(1), row(4), row(5)]
  expect(arrange(all, rows, 7, placeOf('last_activity', row(4)))).toEqual([5, 4])
})
