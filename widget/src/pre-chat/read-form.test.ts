import { expect, test } from 'vitest'
import { complaintAbout, detailsFrom, fieldsToAsk, type FormField } from './read-form.ts'

const labels = { name: 'Nom', email: 'E-mail (fr)', phone_number: 'Téléphone' }
const row = (name: string, type: string, more: object = {}) => ({ name, type, enabled: true, label: name, ...more })
const custom = { field_type: 'contact_attribute' }
const ask = (rows: object[], known = {}) => fieldsToAsk({ pre_chat_fields: rows }, known, labels)

test('fields are asked in the order of the settings, without those that are off', () => {
  const rows = [row('phoneNumber', 'text'), row('plan', 'list', { enabled: false }), row('fullName', 'text')]
  expect(ask(rows).map(({ name }) => name)).toEqual(['phoneNumber', 'fullName'])
})

test('a label that nobody changed is in the language of the visitor', () => {
  const rows = [row('fullName', 'text', { label: 'Name' }), row('emailAddress', 'email', { label: 'Work address' })]
  expect(ask(rows).map(({ label }) => label)).toEqual(['Nom', 'Work address'])
})

test('what is known is not asked', () => {
  const rows = [row('fullName', 'text'), row('emailAddress', 'email'), row('plan', 'text', custom)]
  expect(ask(rows, { name: 'Mo', custom_attributes: { plan: 'gold' } }).map(({ name }) => name)).toEqual([
    'emailAddress',
  ])
})

test('a form without fields asks for name and address', () => {
  const fields = fieldsToAsk({ require_email: false }, {}, labels)
  expect(fields.map(({ name, required }) => [name, required])).toEqual([
    ['fullName', false],
    ['emailAddress', false],
  ])
})

test('each answer goes where it belongs, and none is sent empty', () => {
  const fields = ask([
    row('emailAddress', 'email'),
    row('phoneNumber', 'text'),
    row('seats', 'number', custom),
    row('terms', 'checkbox', custom),
    row('topic', 'list', { field_type: 'conversation_attribute' }),
    row('note', 'text', { field_type: 'conversation_attribute' }),
  ])
  const answers = {
    emailAddress: ' mo@home.example ',
    phoneNumber: '0049 (30) 123',
    seats: '3',
    terms: true,
    topic: 'Lamp',
    note: ' ',
  }
  expect(detailsFrom(fields, answers)).toEqual({
    contact: { email: 'mo@home.example', phone_number: '+4930123', custom_attributes: { seats: 3, terms: true } },
    customAttributes: { topic: 'Lamp' },
  })
})

test.each<[string, object, string | boolean, string | undefined]>([
  ['an empty field that is required', { required: true }, ' ', 'required'],
  ['an empty field that is not', {}, '', undefined],
  ['a box that must be ticked', { required: true, type: 'checkbox' }, false, 'required'],
  ['half an address', { type: 'email' }, 'mo@home', 'emailInvalid'],
  ['a telephone that is none', { name: 'phoneNumber' }, 'call me', 'phoneInvalid'],
  ['words for a number', { type: 'number' }, 'three', 'valueInvalid'],
  ['a link without a dot', { type: 'link' }, 'home', 'valueInvalid'],
  ['what the pattern wants', { regex_pattern: '/^ab\\d$/i' }, 'AB1', undefined],
  ['what the pattern does not want', { regex_pattern: '^ab\\d$' }, 'x', 'valueInvalid'],
  ['anything, when the pattern is none', { regex_pattern: '(' }, 'x', undefined],
])('%s', (_, more, value, complaint) => {
  const [field] = ask([{ ...row('field', 'text'), ...more }])
  expect(complaintAbout(field as FormField, value)).toBe(complaint)
})
