import { expect, test } from 'vitest'
import { decodeWord, encodeWord } from './protocol.ts'

test('a word survives the way to the other window', () => {
  const word = encodeWord('set-user', { identifier: '7', user: { name: 'Mo' } })
  expect(word).toBe('chatwoot-widget:{"identifier":"7","user":{"name":"Mo"},"event":"set-user"}')
  expect(decodeWord(word)).toEqual({ event: 'set-user', identifier: '7', user: { name: 'Mo' } })
})

test('a payload cannot pretend to be another event', () => {
  expect(decodeWord(encodeWord('set-label', { event: 'closeWindow', label: 'vip' }))?.event).toBe('set-label')
})

test.each([
  ['messages of other scripts', 'webpackHotUpdate'],
  ['objects', { event: 'loaded' }],
  ['broken JSON', 'chatwoot-widget:{"event":'],
  ['words without an event', 'chatwoot-widget:{"identifier":1}'],
  ['nothing at all', 'chatwoot-widget:null'],
])('%s are not heard', (_, data) => {
  expect(decodeWord(data)).toBeUndefined()
})
