import { expect, test } from 'vitest'
import type { Conversation } from '../../api/wire.ts'
import { edited } from '../changes/pending-change.ts'
import type { Edit } from '../changes/pending-change.ts'
import { groupedBack } from './change-many.ts'

const row = (id: number, change: Partial<Conversation> = {}, meta: Partial<Conversation['meta']> = {}) =>
  ({
    id,
    status: 'open',
    priority: null,
    labels: [],
    snoozed_until: null,
    unread_count: 0,
    ...change,
    meta: { sender: { id }, assignee: null, team: null, ...meta },
  }) as unknown as Conversation
const rows = [
  row(1),
  row(2, { status: 'snoozed', snoozed_until: 900, labels: ['vip'] }),
  row(
    3,
    { priority: 'high', labels: ['late', 'vip'] },
    { assignee: { id: 5, name: 'Ada' }, team: { id: 2, name: 'Sales' } },
  ),
  row(4),
]
const edits: Edit[] = [
  { status: 'resolved' },
  { assignee: { id: 6, name: 'Ben' } },
  { team: { id: 3, name: 'Care' }, assignee: { id: 6, name: 'Ben' } },
  { priority: 'urgent' },
  { addLabels: ['vip'] },
  { removeLabels: ['vip', 'late'] },
]

test.each(edits)('undoing %j brings every row back to what it was', (edit) => {
  const back = groupedBack(rows, edit)
  for (const one of rows) {
    const [undo] = back.find(([, ids]) => ids.includes(one.id)) ?? [{}]
    const again = edited(edited(one, edit), undo)
    expect([again.status, again.priority, again.snoozed_until]).toEqual([one.status, one.priority, one.snoozed_until])
    expect([again.meta.assignee?.id, again.meta.team?.id]).toEqual([one.meta.assignee?.id, one.meta.team?.id])
    expect(again.labels.toSorted()).toEqual(one.labels.toSorted())
  }
})

test('rows that go back to the same go back with one call', () => {
  expect(groupedBack(rows, { status: 'resolved' }).map(([, ids]) => ids)).toEqual([[1, 3, 4], [2]])
})
