import { expect, test } from 'vitest'
import { inForce, inOrder, moved, shownOf, toggled } from './arrangement.ts'

const itself = (key: string) => key
const all = ['a', 'b', 'c', 'd']

test('what nobody moved keeps its usual place behind what was moved', () => {
  expect(inOrder(all, { hidden: [], order: ['c', 'gone'] }, itself)).toEqual(['c', 'a', 'b', 'd'])
  expect(inOrder(all, undefined, itself)).toEqual(all)
})

test('what is hidden is not shown, and shows again', () => {
  const shelf = toggled(undefined, 'b')
  expect(shownOf(all, shelf, itself)).toEqual(['a', 'c', 'd'])
  expect(shownOf(all, toggled(shelf, 'b'), itself)).toEqual(all)
})

test('moving goes by one and stops at the ends', () => {
  const up = moved(undefined, all, 'c', -1)
  expect(up.order).toEqual(['a', 'c', 'b', 'd'])
  expect(moved(up, all, 'a', -1).order).toEqual(['a', 'c', 'b', 'd'])
  expect(moved(up, all, 'd', 1).order).toEqual(['a', 'c', 'b', 'd'])
  expect(moved(up, all, 'x', 1).order).toEqual(['a', 'c', 'b', 'd'])
})

test("a person's own choice comes before the account's, one by one", () => {
  const standard = { density: 'compact', start: 'all' } as const
  expect(inForce({ density: 'roomy' }, standard)).toEqual({ density: 'roomy', start: 'all' })
})
