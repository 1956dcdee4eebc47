import { afterEach, expect, test } from 'vitest'
import { inTheWayOf, keysOf, printedKeys, rebind, usualKeysOf } from './bindings.ts'
import { KeyReader } from './key-reader.ts'

afterEach(() => rebind())

const press = (key: string) => ({ key, metaKey: false, ctrlKey: false, altKey: false, shiftKey: false })

test('a key that somebody chose is read and printed instead of the usual one', () => {
  rebind({ reply: ['y'], nonsense: ['q'] })
  const reader = new KeyReader()
  expect(reader.read(press('y'), false, 0)).toBe('reply')
  expect(reader.read(press('r'), false, 10)).toBeNull()
  expect(reader.read(press('q'), false, 20)).toBeNull()
  expect(printedKeys('reply', '⌘', '⇧')).toBe('Y')
  expect(usualKeysOf('reply')).toEqual(['r'])
})

test('a sequence that somebody chose is read press by press', () => {
  rebind({ resolve: ['y e'] })
  const reader = new KeyReader()
  expect(reader.read(press('y'), false, 0)).toBeNull()
  expect(reader.read(press('e'), false, 100)).toBe('resolve')
})

test('the same key, and a key that another one begins with, are in the way', () => {
  expect(inTheWayOf('r', 'note')).toEqual(['reply'])
  expect(inTheWayOf('r', 'reply')).toEqual([])
  expect(inTheWayOf('g', 'note')).toContain('go_mine')
  expect(inTheWayOf('e x', 'note')).toEqual(['resolve'])
  expect(inTheWayOf('q', 'note')).toEqual([])
})

test('a command without a key has none', () => {
  rebind({ undo: [] })
  expect(keysOf('undo')).toEqual([])
  expect(printedKeys('undo', '⌘', '⇧')).toBe('')
})
