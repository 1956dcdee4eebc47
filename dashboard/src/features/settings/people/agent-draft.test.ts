import { expect, test } from 'vitest'
import { addressesIn, roleOf } from './agent-draft.ts'

test('addresses are read from lines, commas and address books, each once', () => {
  const { addresses, wrong } = addressesIn(
    'Ben Ode <ben@x.example>, "Ito, Mia" <MIA@x.example>\npia@x.example; ben@x.example',
  )
  expect(addresses).toEqual(['ben@x.example', 'mia@x.example', 'pia@x.example'])
  expect(wrong).toEqual([])
})

test('what is no address is named', () => {
  expect(addressesIn('ben@x.example nonsense @y')).toEqual({ addresses: ['ben@x.example'], wrong: ['nonsense', '@y'] })
})

test('a custom role makes an agent, the plain roles end it', () => {
  expect(roleOf('role:7')).toEqual({ role: 'agent', custom_role_id: 7 })
  expect(roleOf('administrator')).toEqual({ role: 'administrator', custom_role_id: null })
})
