import { expect, test } from 'vitest'
import { findEntries } from './find-entries.ts'
import type { Entry } from './find-entries.ts'

const entry = (group: Entry['group'], label: string, hint = ''): Entry => ({
  key: label,
  group,
  label,
  hint,
  keys: '',
  run: () => undefined,
})
const entries = [
  entry('commands', 'Assign to me'),
  entry('commands', 'Reassign'),
  entry('conversations', 'Mo Ada', '#12 · mo@example.com'),
  entry('conversations', 'Ada', '#13 · broken lamp'),
]
const labels = (words: string) => findEntries(entries, words).map((one) => one.label)

test('what starts with the words comes before what only holds them', () => {
  expect(labels('as')).toEqual(['Assign to me', 'Reassign'])
  expect(labels('ada')).toEqual(['Ada', 'Mo Ada'])
})

test('every word has to be found, in the name or beside it', () => {
  expect(labels('ada lamp')).toEqual(['Ada'])
  expect(labels('#12')).toEqual(['Mo Ada'])
})

test('without words the commands come first', () => {
  expect(labels('')[0]).toBe('Assign to me')
})
