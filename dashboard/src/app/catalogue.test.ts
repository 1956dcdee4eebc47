import { expect, test } from 'vitest'
import { keyGroups, keyTable } from '../features/keys/key-table.ts'
import { inboxPlaces, settingsMap } from '../features/settings/settings-map.ts'

const files = import.meta.glob<string>(['../**/*.{ts,vue}', '!../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})
const code = Object.values(files).join('\n')
const areas = import.meta.glob<object>('./locales/en/*.json', { import: 'default', eager: true })
const known = Object.values(areas).flatMap((area) => keysOf(area))

function keysOf(node: object, prefix = ''): string[] {
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'object' ? keysOf(value as object, `${prefix}${key}.`) : [`${prefix}${key}`],
  )
}

test('every text the dashboard asks for is in the English catalogue', () => {
  const asked = [...code.matchAll(/\bt\(\s*'([\w.]+)'/g), ...code.matchAll(/\btext: '([\w.]+)'/g)].map(
    (match) => match[1] ?? '',
  )
  const chosen = [...code.matchAll(/\? '([a-z_]+\.[a-z_]+)' : '([a-z_]+\.[a-z_]+)'/g)].flatMap((match) => [
    match[1] ?? '',
    match[2] ?? '',
  ])
  expect(asked.length).toBeGreaterThan(100)
  expect([...asked, ...chosen].filter((key) => !known.includes(key))).toEqual([])
})

test('every group of texts that is chosen at run time exists', () => {
  const prefixes = [...code.matchAll(/\bt\(\s*`([\w.]+)\.\$\{/g)].map((match) => match[1] ?? '')
  expect(prefixes.filter((prefix) => !known.some((key) => key.startsWith(`${prefix}.`)))).toEqual([])
})

test('every command of the key table has a name and every group a heading', () => {
  const wanted = [...keyTable.map((one) => `command.${one.command}`), ...keyGroups.map((one) => `help.group.${one}`)]
  expect(wanted.filter((key) => !known.includes(key))).toEqual([])
})

test('every page of the settings and every field that the search leads to has its words', () => {
  const pages = settingsMap.flatMap(({ name, fields = [] }) => [
    `place.${name}`,
    `place_words.${name}`,
    `settings.group.${settingsMap.find((one) => one.name === name)?.group}`,
    ...fields.map((field) => `field.${name}.${field}`),
  ])
  const ofInbox = inboxPlaces.flatMap(({ section, fields }) => [
    `inbox_section.${section}`,
    ...fields.map((field) => `field.inbox.${field}`),
  ])
  expect([...pages, ...ofInbox].filter((key) => !known.includes(key))).toEqual([])
})

test('every section that the search leads to is on a page', () => {
  const anchors = [...settingsMap, ...inboxPlaces].flatMap(({ fields = [] }) => [...fields])
  expect(anchors.filter((one) => !code.includes(`anchor="${one}"`) && !code.includes(`id="${one}"`))).toEqual([])
})

test('no text is in the catalogue twice', () => {
  expect(known.filter((key, index) => known.indexOf(key) !== index)).toEqual([])
})
