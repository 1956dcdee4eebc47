import { expect, test } from 'vitest'
import { findSettings } from './find-settings.ts'
import type { SettingsEntry } from './find-settings.ts'
import { inboxPlaces, sectionsOf, settingsMap } from './settings-map.ts'

const entry = (label: string, page = '', words = ''): SettingsEntry => ({
  key: label,
  label,
  page,
  words,
  to: { name: 'account', params: {}, ...(page ? { hash: '#x' } : {}) },
})
const entries = [
  entry('Account'),
  entry('Time zone', 'Account', 'clock utc'),
  entry('Working hours', 'Shop', 'opening closed time zone'),
  entry('Teams', '', 'groups'),
]
const labels = (words: string) => findSettings(entries, words).map((one) => one.label)

test('a field is found by its name, by its page and by other words for it', () => {
  expect(labels('time zone')).toEqual(['Time zone', 'Working hours'])
  expect(labels('utc')).toEqual(['Time zone'])
  expect(labels('shop opening')).toEqual(['Working hours'])
})

test('what is called so comes before what stands on a page called so', () => {
  expect(labels('account')).toEqual(['Account', 'Time zone'])
})

test('nothing is found without words, and nothing by half of them', () => {
  expect(labels('  ')).toEqual([])
  expect(labels('teams utc')).toEqual([])
})

test('an inbox shows the sections of its kind, each place and section once', () => {
  expect(sectionsOf('Channel::Api').map((one) => one.section)).not.toContain('pre-chat')
  expect(sectionsOf('Channel::WebWidget').map((one) => one.section)).not.toContain('connection')
  const fieldsOf = (channel: string) => sectionsOf(channel).flatMap((one) => one.fields)
  expect(fieldsOf('Channel::WebWidget')).toContain('email-collect')
  expect(fieldsOf('Channel::Api')).not.toContain('email-collect')
  expect(new Set(settingsMap.map((one) => one.name)).size).toBe(settingsMap.length)
  expect(new Set(inboxPlaces.map((one) => one.section)).size).toBe(inboxPlaces.length)
})
