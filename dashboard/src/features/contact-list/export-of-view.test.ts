import { expect, test } from 'vitest'
import { everybody } from './contact-view.ts'
import { exportOf } from './export-of-view.ts'

const rows = [{ attribute_key: 'city', filter_operator: 'equal_to', values: ['Bonn'], query_operator: null }]
const segments = new Map([[7, { id: 7, name: 'Bonn', filter_type: 'contact', query: { payload: rows } } as never]])

test('an export holds what the view shows', () => {
  expect(exportOf(everybody, segments)).toEqual({})
  expect(exportOf({ ...everybody, scope: { kind: 'label', title: 'vip' } }, segments)).toEqual({ label: 'vip' })
  expect(exportOf({ ...everybody, scope: { kind: 'filter', rows } }, segments)).toEqual({ payload: rows })
  expect(exportOf({ ...everybody, scope: { kind: 'segment', id: 7 } }, segments)).toEqual({ payload: rows })
})

test('words that are looked for come before the view, and are found in any of the four details', () => {
  const { payload } = exportOf({ ...everybody, scope: { kind: 'label', title: 'vip' }, words: ' mo ' }, segments)
  expect(payload).toHaveLength(4)
  expect(payload?.at(0)).toMatchObject({ attribute_key: 'name', values: ['mo'], query_operator: 'or' })
  expect(payload?.at(-1)).toMatchObject({ attribute_key: 'identifier', query_operator: null })
})
