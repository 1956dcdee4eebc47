import { expect, test } from 'vitest'
import type { Contact } from '../../api/wire.ts'
import { editedContact, undoneContact } from './contact-edit.ts'

const grace = {
  id: 7,
  name: 'Grace',
  email: 'grace@sea.example',
  phone_number: null,
  custom_attributes: { plan: 'gold', size: 3 },
  labels: ['vip'],
  blocked: false,
} as unknown as Contact

test('a change shows what it says and leaves the rest', () => {
  const edit = { fields: { name: 'Grace H.' }, attributes: { plan: null, floor: 2 }, labels: ['vip', 'late'] }
  expect(editedContact(grace, edit)).toEqual({
    ...grace,
    name: 'Grace H.',
    custom_attributes: { size: 3, floor: 2 },
    labels: ['vip', 'late'],
  })
})

test('a refused change is taken back, and what was heard meanwhile stays', () => {
  const edit = { fields: { name: 'Grace H.' }, attributes: { plan: null, floor: 2 }, blocked: true }
  const heard = { ...editedContact(grace, edit), email: 'new@sea.example' }
  expect(undoneContact(heard, edit, grace)).toEqual({ ...grace, email: 'new@sea.example' })
})

test('a value that was never there goes again', () => {
  const plain = { ...grace, labels: undefined } as unknown as Contact
  expect(undoneContact(editedContact(plain, { labels: ['late'] }), { labels: ['late'] }, plain).labels).toEqual([])
})
