import { expect, test } from 'vitest'
import { keyGroups, keyTable } from '../features/keys/key-table.ts'

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

test('no text is in the catalogue twice', () => {
  expect(known.filter((key, index) => known.indexOf(key) !== index)).toEqual([])
})
