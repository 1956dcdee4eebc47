import { expect, test } from 'vitest'
import { contactViewKey, everybody, readContactView, sortedBy, sortWord, writeContactView } from './contact-view.ts'
import type { ContactView } from './contact-view.ts'

const views: ContactView[] = [
  everybody,
  { ...everybody, scope: { kind: 'active' } },
  { ...everybody, scope: { kind: 'label', title: 'vip' }, sort: 'name', descending: false },
  { ...everybody, scope: { kind: 'segment', id: 7 }, sort: 'city', descending: true },
  { ...everybody, scope: { kind: 'filter', rows: [{ attribute_key: 'city', values: ['Köln & Bonn'] }] } },
  { ...everybody, words: 'léa@' },
]

test('an address holds a whole view and gives it back', () => {
  for (const view of views) expect(readContactView(writeContactView(view))).toEqual(view)
  expect(new Set(views.map(contactViewKey)).size).toBe(views.length)
  expect(writeContactView(everybody)).toEqual({})
})

test('what an address says wrongly is left out', () => {
  for (const filter of ['[', '"x"', '[1, null]', '{}']) {
    expect(readContactView({ filter, sort: 'colour', segment: '-3' })).toEqual(everybody)
  }
})

test('a column begins upwards, a moment with the latest, and another click turns it round', () => {
  const byName = sortedBy(everybody, 'name')
  expect(sortWord(byName)).toBe('name')
  expect(sortWord(sortedBy(byName, 'name'))).toBe('-name')
  expect(sortWord(sortedBy(byName, 'created_at'))).toBe('-created_at')
  expect(sortWord(sortedBy(everybody, 'last_activity_at'))).toBe('last_activity_at')
})
