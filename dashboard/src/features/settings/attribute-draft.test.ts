import { expect, test } from 'vitest'
import { attributeKey, blankAttribute, writeAttribute } from './attribute-draft.ts'

test('a name suggests a key that programs can write', () => {
  expect(attributeKey('Order number')).toBe('order_number')
  expect(attributeKey('  Größe (cm) ')).toBe('große_cm')
  expect(attributeKey('Été & hiver')).toBe('ete_hiver')
})

test('the values of a list are its lines, and a pattern without text is none', () => {
  const draft = { ...blankAttribute(), name: 'Plan', type: 'list' as const, values: 'gold\n\n silver ' }
  expect(writeAttribute(draft, null)).toEqual({
    attribute_model: 'contact_attribute',
    attribute_key: 'plan',
    attribute_display_type: 'list',
    attribute_display_name: 'Plan',
    attribute_description: '',
    attribute_values: ['gold', 'silver'],
  })
  expect(writeAttribute({ ...blankAttribute(), cue: 'left over' }, null)).toMatchObject({
    regex_pattern: null,
    regex_cue: null,
  })
})
