import { expect, test } from 'vitest'
import { findRanges, highlight } from './highlight.ts'
import { slipsBetween } from './forgive-slips.ts'
import { readQuestion } from './read-question.ts'

const marked = (text: string, q: string) => highlight(text, readQuestion(q))

test('whole words are marked, and the beginning of the last', () => {
  expect(marked('A lamp, lampshades and LAMP posts', 'lamp')).toBe(
    'A <mark>lamp</mark>, <mark>lampshades</mark> and <mark>LAMP</mark> posts',
  )
  expect(marked('A lamp and lampshades', '"lamp"')).toBe('A <mark>lamp</mark> and lampshades')
  expect(marked('Nothing here', 'lamp')).toBeNull()
  expect(marked('', 'lamp')).toBeNull()
})

test('marks cover the characters as they were written, accents and all', () => {
  expect(marked('Straße, Cafe\u0301 und Øl', 'strasse')).toBe('<mark>Straße</mark>, Cafe\u0301 und Øl')
  expect(marked('Straße, Cafe\u0301 und Øl', 'café')).toBe('Straße, <mark>Cafe\u0301</mark> und Øl')
  expect(findRanges('İstanbul 😀 Øl', { terms: ['øl'], open: false })).toEqual([[12, 14]])
})

test('words of a phrase are marked together, and marks that meet are one', () => {
  expect(marked('INV-2024-007 came, INV 2024 did not', 'INV-2024-007')).toBe(
    '<mark>INV-2024-007</mark> came, INV 2024 did not',
  )
  expect(marked('lamp shade', 'lamp "lamp shade"')).toBe('<mark>lamp shade</mark>')
})

test('only marks are markup, whatever the text holds', () => {
  expect(marked(`<img src=x onerror="lamp('&')">`, 'lamp')).toBe(
    '&#60;img src=x onerror=&#34;<mark>lamp</mark>(&#39;&#38;&#39;)&#34;&#62;',
  )
})

test('of a long text the part around the first find is shown, and no character is cut in halves', () => {
  const long = `${'before '.repeat(60)}lamp ${'😀'.repeat(300)}`
  const html = marked(long, 'lamp') ?? ''
  expect(html).toMatch(/^…before .*<mark>lamp<\/mark> 😀.*…$/su)
  expect(html.length).toBeLessThan(320)
  expect(html).not.toMatch(/\p{Surrogate}/u)
})

test('a question is words, phrases in quotes, and perhaps a number', () => {
  expect(readQuestion(' lamp  "reading  light" 42')).toMatchObject({
    terms: ['lamp', 'reading  light', '42'],
    open: true,
  })
  expect(readQuestion('"never closed')).toMatchObject({ terms: ['never closed'], open: false, hasPhrase: true })
  expect(readQuestion('#42')).toMatchObject({ number: 42 })
  expect(readQuestion('42 lamps')).toMatchObject({ number: null, hasPhrase: false })
  expect(readQuestion('?! ""')).toMatchObject({ terms: [], open: false })
})

test('slips are letters too many, too few, wrong, or in the wrong order', () => {
  expect(slipsBetween('john', 'jonh', 2)).toBe(1)
  expect(slipsBetween('maria', 'marie', 2)).toBe(1)
  expect(slipsBetween('hakansson', 'hakanson', 2)).toBe(1)
  expect(slipsBetween('anna', 'anna', 2)).toBe(0)
  expect(slipsBetween('anna', 'otto', 2)).toBeGreaterThan(1)
  expect(slipsBetween('al', 'alexander', 2)).toBe(3)
})
