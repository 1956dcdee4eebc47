import { expect, test } from 'vitest'
import type { Account } from '../../api/settings.ts'
import { readAccount, writeAccount } from './account-draft.ts'

const account = (settings: Record<string, unknown>) => ({ name: 'Lamp', locale: 'en', settings }) as unknown as Account

test('minutes are shown in the largest unit that fits', () => {
  expect(readAccount(account({ auto_resolve_after: 2880 }))).toMatchObject({ resolveAmount: '2', resolveUnit: 'days' })
  expect(readAccount(account({ auto_resolve_after: 90 }))).toMatchObject({
    resolveAmount: '90',
    resolveUnit: 'minutes',
  })
  expect(readAccount(account({}))).toMatchObject({ resolves: false, resolveUnit: 'days' })
})

test('changing the unit sends the time anew, switching off sends none', () => {
  const all = readAccount(account({ auto_resolve_after: 120 }))
  expect(writeAccount({ resolveUnit: 'days' }, { ...all, resolveUnit: 'days' })).toEqual({ auto_resolve_after: 2880 })
  expect(writeAccount({ resolves: false }, { ...all, resolves: false })).toEqual({ auto_resolve_after: null })
  expect(writeAccount({ name: 'Oil' }, { ...all, name: 'Oil' })).toEqual({ name: 'Oil' })
})
