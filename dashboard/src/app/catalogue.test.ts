import { expect, test } from 'vitest'
import { keyGroups, keyTable } from '../features/keys/key-table.ts'
import { languages } from '../ui/languages.ts'
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

const catalogues = import.meta.glob<object>('./locales/*/*.json', { import: 'default', eager: true })
const others = languages.filter((one) => one !== 'en')

/** The texts of a language by area and key, `settings/place.profile`. */
function textsOf(language: string): Map<string, string> {
  return new Map(
    Object.entries(catalogues)
      .filter(([path]) => path.startsWith(`./locales/${language}/`))
      .flatMap(([path, area]) =>
        leavesOf(area).map(([key, text]) => [`${path.split('/').at(-1)}/${key}`, text] as const),
      ),
  )
}

function leavesOf(node: object, prefix = ''): [string, string][] {
  return Object.entries(node).flatMap(([key, value]): [string, string][] =>
    typeof value === 'object' ? leavesOf(value as object, `${prefix}${key}.`) : [[`${prefix}${key}`, String(value)]],
  )
}

test('the languages that can be chosen are those that have a catalogue', () => {
  const folders = new Set(Object.keys(catalogues).map((path) => path.split('/')[2]))
  expect(folders).toEqual(new Set(languages))
})

test.each(others)('every text has its translation in %s, and no translation is left over', (language) => {
  const [english, translated] = [textsOf('en'), textsOf(language)]
  expect(
    [...english.keys()].filter((key) => !translated.get(key)?.trim()),
    'untranslated',
  ).toEqual([])
  expect(
    [...translated.keys()].filter((key) => !english.has(key)),
    'left over',
  ).toEqual([])
})

test.each(others)('a translation in %s says the same values, for as many forms as its language has', (language) => {
  const names = (text: string) =>
    [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ''))]
      .toSorted((a, b) => (a < b ? -1 : 1))
      .join()
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.length
  const translated = textsOf(language)
  const wrong = [...textsOf('en')].filter(([key, text]) => {
    const translation = translated.get(key) ?? ''
    const parts = translation.split(' | ').length
    const mayHave = text.includes(' | ') ? [forms, forms + 1] : [1]
    return names(text) !== names(translation) || !mayHave.includes(parts)
  })
  expect(wrong.map(([key]) => key)).toEqual([])
})

test('no text stands in the catalogue that nothing asks for', () => {
  const spoken = [...code.matchAll(/['"`]([\w-]+(?:\.[\w-]+)+)['"`]/g)].map((match) => match[1] ?? '')
  const chosen = [...code.matchAll(/`([\w.-]+)\.\$\{/g)].map((match) => match[1] ?? '')
  const endings = [...code.matchAll(/\$\{[^}]*\}\.([\w.]+)`/g)].map((match) => match[1] ?? '')
  const asked = new Set(spoken)
  /** A page that several nouns share is told the noun: `settings_labels`. */
  const isOfNoun = (key: string) =>
    endings.some((end) => key.endsWith(`.${end}`) && new RegExp(`['"]${key.slice(0, -end.length - 1)}['"]`).test(code))
  const isAsked = (key: string) =>
    asked.has(key) || chosen.some((prefix) => key.startsWith(`${prefix}.`)) || isOfNoun(key)
  expect(known.filter((key) => !isAsked(key))).toEqual([])
})
