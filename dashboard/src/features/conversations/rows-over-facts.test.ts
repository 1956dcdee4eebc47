import { expect, test } from 'vitest'
import { computed } from 'vue'
import type { Conversation } from '../../api/wire.ts'
import { everyRow, rowsOverFacts } from './rows-over-facts.ts'

const fact = (change: Partial<Conversation> = {}) =>
  ({ id: 4, status: 'open', unread_count: 1, ...change }) as Conversation
const resolved = (row: Conversation): Conversation => ({ ...row, status: 'resolved' })

test('a change shows at once and stays on top of what arrives meanwhile', () => {
  const { rows, shelf, put } = rowsOverFacts()
  shelf.set(4, fact())
  put(4, resolved)
  shelf.set(4, fact({ unread_count: 2 }))
  expect(rows.get(4)).toMatchObject({ status: 'resolved', unread_count: 2 })
})

test('a refused change shows the truth again, with what arrived meanwhile', () => {
  const { rows, shelf, put } = rowsOverFacts()
  shelf.set(4, fact())
  const overlay = put(4, resolved)
  shelf.set(4, fact({ unread_count: 3 }))
  overlay.remove()
  expect(rows.get(4)).toMatchObject({ status: 'open', unread_count: 3 })
})

test('a confirmed change becomes a fact that later news can change', () => {
  const { rows, shelf, put } = rowsOverFacts()
  shelf.set(4, fact())
  put(4, resolved).settle()
  expect(shelf.get(4)?.status).toBe('resolved')
  shelf.set(4, fact({ status: 'open' }))
  expect(rows.get(4)?.status).toBe('open')
})

test('two changes are taken back one at a time', () => {
  const { rows, shelf, put } = rowsOverFacts()
  shelf.set(4, fact())
  const first = put(4, resolved)
  put(4, (row) => ({ ...row, unread_count: 0 }))
  first.remove()
  expect(rows.get(4)).toMatchObject({ status: 'open', unread_count: 0 })
})

test('forgetting keeps the rows that are asked for and those with unconfirmed changes', () => {
  const { rows, shelf, put, keepOnly } = rowsOverFacts()
  for (const id of [1, 2, 3]) shelf.set(id, fact({ id }))
  put(2, resolved)
  keepOnly(new Set([1]))
  expect([...rows.keys()]).toEqual([1, 2])
})

test('whoever watches every row hears of a change to any of them', () => {
  const { rows, shelf } = rowsOverFacts()
  const unread = computed(() => [...everyRow(rows)].reduce((sum, row) => sum + row.unread_count, 0))
  expect(unread.value).toBe(0)
  shelf.set(1, fact({ id: 1, unread_count: 2 }))
  expect(unread.value).toBe(2)
  shelf.set(1, fact({ id: 1, unread_count: 5 }))
  expect(unread.value).toBe(5)
  shelf.delete(1)
  expect(unread.value).toBe(0)
})
