import { expect, test } from 'vitest'
import type { Conversation } from '../../api/wire.ts'
import { edited } from './pending-change.ts'

const row = {
  id: 1,
  status: 'open',
  priority: 'low',
  labels: ['vip', 'late'],
  unread_count: 0,
  snoozed_until: null,
  meta: { sender: { id: 1 }, assignee: { id: 3, name: 'Ada' }, assignee_type: 'AgentBot' },
} as unknown as Conversation

test('an edit changes what it names and leaves the rest', () => {
  expect(edited(row, { status: 'snoozed', snoozedUntil: 9 })).toMatchObject({
    status: 'snoozed',
    snoozed_until: 9,
    priority: 'low',
  })
  expect(edited(row, { priority: null })).toMatchObject({ status: 'open', priority: null })
  expect(edited(row, { assignee: { id: 4, name: 'Ben' } }).meta).toMatchObject({
    assignee: { id: 4 },
    assignee_type: 'User',
  })
  expect(edited(row, { team: null }).meta).toMatchObject({ team: null, assignee: { id: 3 } })
  expect(row).toMatchObject({ status: 'open', labels: ['vip', 'late'], meta: { assignee_type: 'AgentBot' } })
})

test('labels are set, or added and taken away without doubling', () => {
  expect(edited(row, { labels: ['a'] }).labels).toEqual(['a'])
  expect(edited(row, { addLabels: ['vip', 'new'], removeLabels: ['late', 'gone'] }).labels).toEqual(['vip', 'new'])
})

test('marking unread shows at least one', () => {
  expect(edited(row, { unread: true }).unread_count).toBe(1)
  expect(edited({ ...row, unread_count: 4 }, { unread: true }).unread_count).toBe(4)
})
