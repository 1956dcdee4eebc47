import { expect, test } from 'vitest'
import { richText, safeLink } from './rich-text.ts'

test('addresses become links without the full stop behind them', () => {
  expect(richText('See https://a.example/x?y=1. Or mail mo@a.example!')).toEqual([
    { text: 'See ' },
    { text: 'https://a.example/x?y=1', href: 'https://a.example/x?y=1' },
    { text: '.' },
    { text: ' Or mail ' },
    { text: 'mo@a.example', href: 'mailto:mo@a.example' },
    { text: '!' },
  ])
})

test('a bracket around an address is not part of it, one inside is', () => {
  expect(richText('(https://a.example)')[1]).toEqual({ text: 'https://a.example', href: 'https://a.example' })
  expect(richText('https://a.example/b_(c)')[0]?.href).toBe('https://a.example/b_(c)')
})

test('links that could run something stay text', () => {
  expect(richText('[click](javascript:alert(1))').some((piece) => piece.href)).toBe(false)
  expect(safeLink('data:text/html,x')).toBeUndefined()
  expect(safeLink('https://a.example')).toBe('https://a.example')
})

test('labelled links, bold and code are understood, and markup stays text', () => {
  expect(richText('[our page](https://a.example) is **new** and `fast` <b>')).toEqual([
    { text: 'our page', href: 'https://a.example' },
    { text: ' is ' },
    { text: 'new', strong: true },
    { text: ' and ' },
    { text: 'fast', code: true },
    { text: ' <b>' },
  ])
})
