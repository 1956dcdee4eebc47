import { expect, test } from 'vitest'
import type { AttributeDefinition } from '../../../api/settings.ts'
import { allFields, moved } from './pre-chat.ts'

const plan = {
  attribute_key: 'plan',
  attribute_display_name: 'Plan',
  attribute_display_type: 'list',
  attribute_model: 'contact_attribute',
  attribute_values: ['gold'],
} as AttributeDefinition

test('a new form asks for e-mail and name, and offers the attributes', () => {
  const fields = allFields([], [plan])
  expect(fields.filter((one) => one.enabled).map((one) => one.name)).toEqual(['emailAddress', 'fullName'])
  expect(fields.at(-1)).toMatchObject({ name: 'plan', field_type: 'contact_attribute', values: ['gold'] })
})

test('the stored order stays, a removed attribute is gone, and what is new is off', () => {
  const [email, name] = allFields([], [])
  const stored = [name, email, { ...email, name: 'gone' }].filter((one) => one !== undefined)
  const fields = allFields(stored as never, [plan])
  expect(fields.map((one) => one.name)).toEqual(['fullName', 'emailAddress', 'phoneNumber', 'plan'])
  expect(fields.slice(2).every((one) => !one.enabled)).toBe(true)
})

test('a field moves by one place and not past the ends', () => {
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
})
