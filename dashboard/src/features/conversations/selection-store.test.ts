import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { useSelection } from './selection-store.ts'

const listed = [9, 7, 5, 3, 1]
beforeEach(() => setActivePinia(createPinia()))

test('a row is ticked and unticked', () => {
  const selection = useSelection()
  selection.toggle(7)
  selection.toggle(3)
  selection.toggle(7)
  expect(selection.ids).toEqual([3])
})

test('an extension takes in everything between, upwards and downwards', () => {
  const selection = useSelection()
  selection.toggle(5)
  selection.extendTo(1, listed)
  expect(selection.ids).toEqual([5, 3, 1])
  selection.extendTo(9, listed)
  expect(new Set(selection.ids)).toEqual(new Set(listed))
})

test('without an anchor an extension begins with the row itself', () => {
  const selection = useSelection()
  selection.extendTo(5, listed)
  selection.extendTo(3, listed)
  expect(selection.ids).toEqual([5, 3])
  selection.extendTo(100, listed)
  expect(selection.count).toBe(2)
})
