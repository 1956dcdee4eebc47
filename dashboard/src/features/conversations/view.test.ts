import { expect, test } from 'vitest'
import type { Conversation } from '../../api/wire.ts'
import { arrange as arrangeWithin, defaultView, placeOf } from './view.ts'
import type { Place, View } from './view.ts'

function row(id: number, change: Partial<Conversation> = {}, assigneeId?: number): Conversation {
  const meta = { sender: { id }, channel: 'Channel::Api', assignee: assigneeId ? { id: assigneeId, name: 'A' } : null }
  return {
    id,
    status: 'open',
    inbox_id: 1,
    meta,
    last_activity_at: id * 10,
    created_at: id,
    labels: [],
    first_reply_created_at: 1,
    waiting_since: 0,
    ...change,
  } as Conversation
}
const arrange = (view: View, rows: Conversation[], myId: number, horizon: Place | null, members?: number[]) =>
  arrangeWithin(view, rows, myId, { horizon, members: members ? new Set(members) : null })
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
  expect(arrange({ ...all, status: 'all', scope: { kind: 'inbox', id: 1 } }, rows, 7, null)).toEqual([3, 1])
})

test('who waits longest comes first, who does not wait comes last', () => {
  const rows = [row(1), row(2, { waiting_since: 50 }), row(3, { waiting_since: 40 })]
  expect(arrange({ ...all, sort: 'waiting' }, rows, 7, null)).toEqual([3, 2, 1])
})

test('rows beyond what the server has listed stay hidden until it lists them', () => {
  const rows = [row(1), row(4), row(5)]
  expect(arrange(all, rows, 7, placeOf('last_activity', row(4)))).toEqual([5, 4])
})

test('team, label and unattended are read off the row', () => {
  const rows = [
    row(1, { labels: ['vip'] }),
    row(2, { first_reply_created_at: 0 }),
    row(3, { waiting_since: 9 }),
    row(4),
  ]
  rows[3]!.meta.team = { id: 5, name: 'Sales' }
  expect(arrange({ ...all, scope: { kind: 'label', title: 'vip' } }, rows, 7, null)).toEqual([1])
  expect(arrange({ ...all, scope: { kind: 'team', id: 5 } }, rows, 7, null)).toEqual([4])
  expect(arrange({ ...all, scope: { kind: 'unattended' } }, rows, 7, null)).toEqual([3, 2])
})

test('what only the server can decide shows whom the server named, and still follows status and owner', () => {
  const rows = [row(1), row(2), row(3, { status: 'resolved' }), row(4, {}, 7)]
  const mentions: View = { ...all, scope: { kind: 'mention' } }
  expect(arrange(mentions, rows, 7, null, [1, 3, 4])).toEqual([4, 1])
  expect(arrange({ ...mentions, share: 'mine' }, rows, 7, null, [1, 3, 4])).toEqual([4])
  expect(arrange(mentions, rows, 7, null)).toEqual([])
})

test('the rows of a filter say everything themselves, also whose and which status', () => {
  const rows = [row(1), row(2, { status: 'resolved' }, 8)]
  const folder: View = { ...all, share: 'mine', status: 'open', scope: { kind: 'folder', id: 3 } }
  expect(arrange(folder, rows, 7, null, [1, 2])).toEqual([2, 1])
})
