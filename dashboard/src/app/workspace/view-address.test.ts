import { expect, test } from 'vitest'
import { defaultView } from '../../features/conversations/view.ts'
import type { Scope } from '../../features/conversations/view.ts'
import { readView, writeView } from './view-address.ts'

const scopes: Scope[] = [
  { kind: 'everything' },
  { kind: 'mention' },
  { kind: 'participating' },
  { kind: 'unattended' },
  { kind: 'inbox', id: 3 },
  { kind: 'team', id: 4 },
  { kind: 'folder', id: 5 },
  { kind: 'label', title: 'very important' },
  {
    kind: 'filter',
    rows: [{ attribute_key: 'status', filter_operator: 'equal_to', values: ['open'], query_operator: null }],
  },
]

test.each(scopes)('an address says all about a view of $kind', (scope) => {
  const view = { ...defaultView, share: 'all' as const, status: 'snoozed' as const, scope }
  expect(readView(writeView(view), defaultView)).toEqual(view)
})

test('an address that names no view keeps the one that is shown', () => {
  const shown = { ...defaultView, scope: { kind: 'inbox' as const, id: 3 } }
  expect(readView({}, shown)).toEqual(shown)
  expect(readView({ view: 'all' }, shown)).toEqual({ ...shown, share: 'all', scope: { kind: 'everything' } })
})

test('nonsense in an address is no view', () => {
  for (const filter of ['', '{', '[1]', '{"a":1}', '[{"attribute_key":"x"}]']) {
    expect(readView({ view: 'all', filter }, defaultView).scope).toEqual({ kind: 'everything' })
  }
  expect(readView({ view: 'all', inbox: '-1', team: 'x', type: 'all' }, defaultView).scope.kind).toBe('everything')
})
