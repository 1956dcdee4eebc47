import { expect, test } from 'vitest'
import { KeyReader, chordOf } from './key-reader.ts'
import type { KeyPress } from './key-reader.ts'
import { keyTable } from './key-table.ts'

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  metaKey: false,
  ctrlKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
})

test('no two commands share a key', () => {
  const all = keyTable.flatMap((one) => [...one.keys] as string[])
  expect(all.filter((key, index) => all.indexOf(key) !== index)).toEqual([])
})

test('no key is the beginning of another one, so no key has to wait', () => {
  const all = keyTable.flatMap((one) => [...one.keys] as string[])
  expect(all.filter((key) => all.some((other) => other.startsWith(`${key} `)))).toEqual([])
})

test('with Alt the digit counts, whatever character the keyboard makes of it', () => {
  expect(chordOf(press('1', { altKey: true, code: 'Digit1' }))).toBe('Alt+1')
  expect(chordOf(press('¡', { altKey: true, code: 'Digit1' }))).toBe('Alt+1')
  expect(chordOf(press('@', { altKey: true, code: 'KeyL' }))).toBe('Alt+@')
  expect(new KeyReader().read(press('™', { altKey: true, code: 'Digit2' }), false, 0)).toBe('macro_2')
})

test('a shifted character is its own key, a shifted Enter says so', () => {
  expect(chordOf(press('?', { shiftKey: true }))).toBe('?')
  expect(chordOf(press('Enter', { shiftKey: true, ctrlKey: true }))).toBe('Mod+Shift+Enter')
  expect(chordOf(press('K', { metaKey: true }))).toBe('Mod+k')
})

test('on keyboards without Latin letters, keys are read by their place', () => {
  expect(chordOf(press('ت', { code: 'KeyJ' }))).toBe('j')
  expect(chordOf(press('ـ', { code: 'KeyJ', shiftKey: true }))).toBe('J')
  expect(chordOf(press('لا', { code: 'KeyB' }))).toBe('b')
  expect(chordOf(press('л', { code: 'KeyK', ctrlKey: true }))).toBe('Mod+k')
  expect(chordOf(press('؟', { code: 'Slash', shiftKey: true }))).toBe('?')
  expect(chordOf(press('ظ', { code: 'Slash' }))).toBe('/')
  expect(chordOf(press('z', { code: 'KeyY' }))).toBe('z')
  expect(chordOf(press('é', { code: 'Digit2' }))).toBe('é')
})

test('two presses in a row make one command', () => {
  const reader = new KeyReader()
  expect(reader.read(press('g'), false, 0)).toBeNull()
  expect(reader.read(press('u'), false, 400)).toBe('go_unassigned')
})

test('a first press that nobody follows up is forgotten', () => {
  const reader = new KeyReader()
  reader.read(press('g'), false, 0)
  expect(reader.read(press('u'), false, 5000)).toBe('close')
})

test('letters typed into a text field are text, the command keys still work there', () => {
  const reader = new KeyReader()
  expect(reader.read(press('e'), true, 0)).toBeNull()
  expect(reader.read(press('Enter', { metaKey: true }), true, 10)).toBe('send')
  expect(reader.read(press('k', { ctrlKey: true }), true, 20)).toBe('palette')
})

test('a browser shortcut on a bound letter is left alone', () => {
  expect(new KeyReader().read(press('r', { ctrlKey: true }), false, 0)).toBeNull()
})
