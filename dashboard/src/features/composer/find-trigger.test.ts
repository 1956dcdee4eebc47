import { expect, test } from 'vitest'
import { findTrigger, replaceTrigger } from './find-trigger.ts'

const all = ['canned', 'mention', 'emoji'] as const
const at = (text: string) => findTrigger(text, text.length, all)

test('a sign that begins a word asks for its list', () => {
  expect(at('/hel')).toEqual({ kind: 'canned', from: 0, words: 'hel' })
  expect(at('Dear Mo, /')).toEqual({ kind: 'canned', from: 9, words: '' })
  expect(at('ask @Ada Mo')).toEqual({ kind: 'mention', from: 4, words: 'Ada Mo' })
  expect(at('nice :smi')).toEqual({ kind: 'emoji', from: 5, words: 'smi' })
  expect(at('(@be')).toEqual({ kind: 'mention', from: 1, words: 'be' })
})

test('addresses, times and sentences ask for nothing', () => {
  for (const text of [
    'https://x',
    'mo@mail',
    'at 9:30',
    'Note: x',
    'a :',
    'and/or',
    '/two words',
    '@Ada\nnext',
    '@one two three four',
  ])
    expect(at(text), text).toBeNull()
})

test('only what the mode knows is looked for', () => {
  expect(findTrigger('@Ada', 4, ['canned', 'emoji'])).toBeNull()
})

test('what was typed gives way to what was chosen, and the caret follows it', () => {
  const text = 'Hi /hel there'
  const trigger = findTrigger(text, 7, all)
  expect(trigger && replaceTrigger(text, trigger, 7, 'Hello!')).toEqual({ text: 'Hi Hello! there', caret: 9 })
})
