import { expect, test } from 'vitest'
import { pluralRule } from './plural-rule.ts'

const chosen = (locale: string, parts: number, counts: number[]) => counts.map((one) => pluralRule(locale)(one, parts))

test('English and German have one and other; a part in front is for nothing at all', () => {
  for (const locale of ['en', 'de']) {
    expect(chosen(locale, 2, [0, 1, 2, 21])).toEqual([1, 0, 1, 1])
    expect(chosen(locale, 3, [0, 1, 2])).toEqual([0, 1, 2])
  }
})

test('Polish and Arabic have the forms that they have', () => {
  expect(chosen('pl', 4, [1, 2, 5, 22, 25])).toEqual([0, 1, 2, 1, 2])
  expect(chosen('ar', 6, [0, 1, 2, 3, 11, 100])).toEqual([0, 1, 2, 3, 4, 5])
})

test('a text with fewer parts than the language has forms uses its last one', () => {
  expect(chosen('ar', 2, [0, 1, 2, 11])).toEqual([0, 1, 1, 1])
  expect(chosen('ja', 1, [0, 1, 2])).toEqual([0, 0, 0])
})
