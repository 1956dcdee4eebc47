import { expect, test } from 'vitest'
import { fillVariables, hasVariables } from './fill-variables.ts'
import type { VariableFacts } from './fill-variables.ts'

const facts = {
  contact: {
    id: 7,
    name: 'Léa Marie Fontaine',
    email: 'lea@mail.example',
    phone_number: null,
    custom_attributes: { plan: 'gold', seats: 3, odd: {} },
  },
  conversation: { id: 12, custom_attributes: { order: 'A-1' } },
  agent: { name: 'Ada Moreno', email: 'ada@demo.example' },
  inboxName: 'Shop',
} as unknown as VariableFacts

test('what is known takes the place of its name', () => {
  const text =
    'Dear {{contact.first_name}} {{ contact.last_name }}, #{{conversation.id}}: {{agent.name}} of {{inbox.name}}'
  expect(fillVariables(text, facts)).toBe('Dear Léa Fontaine, #12: Ada Moreno of Shop')
  expect(
    fillVariables(
      '{{contact.custom_attribute.plan}} {{contact.custom_attribute.seats}} {{conversation.custom_attribute.order}}',
      facts,
    ),
  ).toBe('gold 3 A-1')
})

test('what is not known stays in sight', () => {
  for (const text of [
    '{{contact.phone}}',
    '{{contact.custom_attribute.odd}}',
    '{{constructor}}',
    '{{contact.custom_attribute.__proto__}}',
    '{{nonsense',
  ])
    expect(fillVariables(text, facts)).toBe(text)
  expect([hasVariables('{{a.b}}'), hasVariables('{{a.b}}'), hasVariables('none')]).toEqual([true, true, false])
})

test('a value is taken as it is, whatever signs it has', () => {
  const odd = { ...facts, agent: { name: '$& {{contact.name}}', email: '' } }
  expect(fillVariables('{{agent.name}}', odd)).toBe('$& {{contact.name}}')
})
