import { expect, test } from 'vitest'
import { changesBetween, sameValue } from './changes-between.ts'

test('only the fields that differ are sent', () => {
  const before = { name: 'Shop', days: [{ open: 9 }], colour: '#fff' }
  expect(changesBetween(before, { ...before, name: 'Store' })).toEqual({ name: 'Store' })
  expect(changesBetween(before, { ...before, days: [{ open: 10 }] })).toEqual({ days: [{ open: 10 }] })
  expect(changesBetween(before, structuredClone(before))).toEqual({})
})

test('a list is no object, a missing key is not an empty one, and the order of keys says nothing', () => {
  expect(sameValue([], {})).toBe(false)
  expect(sameValue({ a: '' }, {})).toBe(false)
  expect(sameValue({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true)
})
