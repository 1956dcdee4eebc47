import { expect, test } from 'vitest'
import type { AttributeDefinition, FilterRow } from '../../api/filters.ts'
import {
  firstUnfinished,
  keyOfRow,
  keysOf,
  newRow,
  operatorsOf,
  readyRows,
  rowOfRefusal,
  takesMany,
} from './filter-keys.ts'

const definition = (key: string, type: string, model: string) =>
  ({
    attribute_key: key,
    attribute_display_name: key.toUpperCase(),
    attribute_display_type: type,
    attribute_values: ['gold', 'silver'],
    attribute_model: model,
  }) as AttributeDefinition
const definitions = [
  definition('tier', 'list', 'contact_attribute'),
  definition('tier', 'number', 'conversation_attribute'),
  definition('size', 'number', 'company_attribute'),
]
const row = (key: string, more: Partial<FilterRow> = {}): FilterRow => ({
  attribute_key: key,
  filter_operator: 'equal_to',
  values: ['x'],
  query_operator: null,
  ...more,
})

test('conversations can be asked about their own and their contact’s attributes, contacts about theirs', () => {
  const owners = (kind: 'conversation' | 'contact') =>
    keysOf(kind, definitions)
      .filter((one) => one.name)
      .map((one) => one.owner)
  expect(owners('conversation')).toEqual(['contact_attribute', 'conversation_attribute'])
  expect(owners('contact')).toEqual(['contact_attribute'])
})

test('a row finds its key by name and owner', () => {
  const keys = keysOf('conversation', definitions)
  expect(keyOfRow(keys, row('tier', { custom_attribute_type: 'conversation_attribute' }))?.type).toBe('number')
  expect(keyOfRow(keys, row('tier', { custom_attribute_type: 'contact_attribute' }))?.type).toBe('list')
  expect(keyOfRow(keys, row('status'))?.type).toBe('status')
  expect(keyOfRow(keys, row('gone'))).toBeUndefined()
})

test('every key begins with an operator it allows', () => {
  for (const key of keysOf('conversation', definitions)) {
    expect(operatorsOf(key)).toContain(newRow(key).filter_operator)
  }
})

test('several values make sense where one chooses, not where one compares', () => {
  const keys = keysOf('conversation', [])
  const many = (name: string, operator: string) =>
    takesMany(keyOfRow(keys, row(name)) ?? { key: '', type: 'text' }, operator)
  expect([many('status', 'equal_to'), many('labels', 'not_equal_to')]).toEqual([true, true])
  expect([many('created_at', 'is_less_than'), many('labels', 'is_present')]).toEqual([false, false])
})

test('rows leave joined, and without values where none are asked for', () => {
  const rows = [
    row('a'),
    row('b', { query_operator: 'or', filter_operator: 'is_present' }),
    row('c', { query_operator: 'and' }),
  ]
  expect(readyRows(rows).map((one) => [one.query_operator, one.values])).toEqual([
    ['and', ['x']],
    ['or', []],
    [null, ['x']],
  ])
})

test('the row that lacks a value is found, and so is the one a refusal is about', () => {
  expect(firstUnfinished([row('a'), row('b', { values: [' '] })])).toBe(1)
  expect(firstUnfinished([row('a', { values: [], filter_operator: 'is_present' })])).toBe(-1)
  const rows = [row('status'), row('created_at'), row('tier')]
  expect(rowOfRefusal(rows, 'values of created_at must be dates')).toBe(1)
  expect(rowOfRefusal(rows, 'filter_operator of "tier" must be of equal_to')).toBe(2)
  expect(rowOfRefusal(rows, 'query_operator of row 1 must be and or or')).toBe(0)
  expect(rowOfRefusal(rows, 'something else')).toBe(-1)
})
