import { expect, test } from 'vitest'
import type { AttributeDefinition } from '../../api/customer.ts'
import { draftOf, shownValue, valueOf } from './attribute-values.ts'
import type { AttributeType } from './attribute-values.ts'

const of = (type: AttributeType) =>
  ({ attribute_display_type: type, attribute_values: ['gold', 'tin'] }) as unknown as AttributeDefinition

test('what is typed becomes a value of its type, or none', () => {
  expect(valueOf(of('number'), ' 3,5 ')).toBe(3.5)
  expect(valueOf(of('number'), 'three')).toBeUndefined()
  expect(valueOf(of('link'), 'https://a.example')).toBe('https://a.example')
  expect(valueOf(of('link'), 'javascript:alert(1)')).toBeUndefined()
  expect(valueOf(of('date'), '2026-02-03')).toBe('2026-02-03')
  expect(valueOf(of('list'), 'silver')).toBeUndefined()
  expect(valueOf(of('list'), 'gold')).toBe('gold')
  expect(valueOf(of('text'), '  ')).toBeNull()
})

test('values are shown as people read them', () => {
  expect(shownValue('date', '2026-02-03T00:00:00.000Z', 'en')).toBe('Feb 3, 2026')
  expect(shownValue('number', 12000.5, 'en')).toBe('12,000.5')
  expect(shownValue('percent', 7, 'en')).toBe('7 %')
  expect(shownValue('text', '<b>', 'en')).toBe('<b>')
  expect(shownValue('text', null, 'en')).toBe('')
  expect(draftOf('date', '2026-02-03T00:00:00.000Z')).toBe('2026-02-03')
  expect(draftOf('text', { odd: 1 })).toBe('')
})
