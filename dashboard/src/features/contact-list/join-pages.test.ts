import { expect, test } from 'vitest'
import { joinPages } from './join-pages.ts'

test('a further page comes behind, without those who are listed already', () => {
  const known = { ids: [1, 2, 3], cursor: 'a' }
  expect(joinPages(known, { ids: [3, 4], cursor: 'b' }, true)).toEqual({ ids: [1, 2, 3, 4], cursor: 'b' })
})

test('a fresh first page keeps what was read beyond it, and where reading goes on', () => {
  const known = { ids: [1, 2, 3, 4, 5], cursor: 'far' }
  expect(joinPages(known, { ids: [4, 1, 2], cursor: 'near' }, false)).toEqual({ ids: [4, 1, 2, 5], cursor: 'far' })
  expect(joinPages({ ids: [1, 2], cursor: 'x' }, { ids: [3, 1], cursor: 'y' }, false)).toEqual({
    ids: [3, 1],
    cursor: 'y',
  })
})

test('a first page that is everything is everything', () => {
  const known = { ids: [1, 2, 3], cursor: null }
  expect(joinPages(known, { ids: [2], cursor: null }, false)).toEqual({ ids: [2], cursor: null })
})
