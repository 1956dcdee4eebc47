import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const files = import.meta.glob<string>('../**/*.vue', { query: '?raw', import: 'default', eager: true })
// Only which there are: what imports them gets no text in a test.
const sheets = Object.fromEntries(
  Object.keys(import.meta.glob('../**/*.css')).map((path) => [
    path,
    readFileSync(new URL(path, import.meta.url), 'utf8'),
  ]),
)
const scripts = import.meta.glob<string>(['../**/*.{ts,vue}', '!../**/*.test.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** The classes that name a side of the screen, and those that name a side of the line: they turn with the language. */
const logical: Record<string, string> = {
  ml: 'ms',
  mr: 'me',
  pl: 'ps',
  pr: 'pe',
  'scroll-ml': 'scroll-ms',
  'scroll-mr': 'scroll-me',
  'scroll-pl': 'scroll-ps',
  'scroll-pr': 'scroll-pe',
  left: 'start',
  right: 'end',
  'float-left': 'float-start',
  'float-right': 'float-end',
  'border-l': 'border-s',
  'border-r': 'border-e',
  'rounded-l': 'rounded-s',
  'rounded-r': 'rounded-e',
  'rounded-tl': 'rounded-ss',
  'rounded-tr': 'rounded-se',
  'rounded-bl': 'rounded-es',
  'rounded-br': 'rounded-ee',
  'text-left': 'text-start',
  'text-right': 'text-end',
}
const sided = new RegExp(`(?<=[\\s"'\`:-]|^)(${Object.keys(logical).join('|')})(?=-[\\w[]|[\\s"'\`]|$)`, 'g')

/** What has no name along the line: it needs another class for languages that run from right to left. */
const turned = /(?<![\w:-])-?(?:translate-x-[\w[]|origin-(?:top-|bottom-)?(?:left|right)\b)/

function attributesOf(source: string): string[] {
  const template = /<template>[^]*<\/template>/.exec(source)?.[0] ?? ''
  return [...template.matchAll(/\bclass="([^"]*)"/g)].map((match) => match[1] ?? '')
}

function sidesNamed(source: string): string[] {
  return attributesOf(source).flatMap((attribute) => {
    const named = attribute.split(/\s+/).flatMap((one) => {
      const [utility = ''] = one.split(':').slice(-1)
      const [side] = utility.match(sided) ?? []
      const isWhole = side !== undefined && new RegExp(`^['\`]?-?${side}(-|['\`]?$)`).test(utility)
      return isWhole ? [`${one} → ${one.replace(side, logical[side] ?? '')}`] : []
    })
    const [one] = turned.exec(attribute) ?? []
    return one && !attribute.includes('rtl:') ? [...named, `${attribute} → add what it is with rtl:`] : named
  })
}

/** Declarations that name a side, in style sheets and in the styles of components. */
function sidesDeclared(source: string): string[] {
  const physical =
    /(?:^|[\s;{])((?:margin|padding|border|scroll-(?:margin|padding))-(?:left|right)[\w-]*|border-(?:top|bottom)-(?:left|right)-radius|left|right|float|clear):/g
  const moved = /translateX\((?!calc\(var\(--along\))|box-shadow:\s*(?:inset\s+)?-?[1-9]\d*px/g
  return [
    ...[...source.matchAll(physical)].map((match) => `${match[1]} → its logical name, such as margin-inline-start`),
    ...[...source.matchAll(moved)].map(() => 'a way across → calc(var(--along) * …)'),
  ]
}

const found = (sources: Record<string, string>, look: (source: string) => string[]) =>
  Object.entries(sources).flatMap(([path, source]) => look(source).map((one) => `${path}: ${one}`))

test('no class names a side of the screen where a side of the line is meant', () => {
  expect(found(files, sidesNamed)).toEqual([])
})

test('no style names a side of the screen where a side of the line is meant', () => {
  const styles = Object.fromEntries(
    Object.entries(files).map(([path, source]) => [path, source.split('<style').slice(1).join()]),
  )
  expect(found({ ...styles, ...sheets }, sidesDeclared)).toEqual([])
})

test('what listens to the arrow keys across asks which way the line runs', () => {
  const across = (source: string) =>
    /@keydown\.(left|right)|'Arrow(Left|Right)'/.test(source) && !source.includes('alongLine')
      ? ['→ take the step through alongLine of ui/direction.ts']
      : []
  expect(found(scripts, across)).toEqual([])
})

test('icons that point along the line are mirrored where it runs from right to left', () => {
  const pointing =
    /^(.*(Left|Right).*|Reply|ReplyAll|Forward|Undo2?|Redo2?|LogIn|LogOut|Send|SendHorizontal|Signal.*|ExternalLink)$/
  const used = Object.values(scripts).flatMap((source) =>
    [...source.matchAll(/import \{([^}]*)\} from '@lucide\/vue'/g)].flatMap((match) =>
      (match[1] ?? '').split(',').map((one) => one.trim().split(' as ')[0] ?? ''),
    ),
  )
  const kebab = (name: string) => name.replaceAll(/(?<=[a-z])(?=[A-Z\d])/g, '-').toLowerCase()
  const mirrored = new Set(
    [...(sheets['../app/direction.css'] ?? '').matchAll(/\.lucide-([\w-]+)/g)].map((match) => match[1]),
  )
  expect(used.length).toBeGreaterThan(50)
  expect([...new Set(used)].filter((one) => pointing.test(one) && !mirrored.has(kebab(one)))).toEqual([])
})

test('sides are found in every place where classes and styles stand', () => {
  expect(
    sidesNamed(`<template><p class="hover:text-left a" :class="on ? '-ml-2' : 'focus:left-2'" /></template>`),
  ).toEqual(['hover:text-left → hover:text-start', `'-ml-2' → '-ms-2'`, `'focus:left-2' → 'focus:start-2'`])
  expect(sidesNamed(`<template><p class="leftover plain ms-2 border-line text-small" /></template>`)).toEqual([])
  expect(
    sidesNamed(`<template><p class="a origin-left" /><p :class="on ? '-translate-x-2' : ''" /></template>`),
  ).toEqual(['a origin-left → add what it is with rtl:', `on ? '-translate-x-2' : '' → add what it is with rtl:`])
  expect(sidesNamed(`<template><p class="origin-left rtl:origin-right" /></template>`)).toEqual([])
  expect(sidesDeclared('a { margin-left: 1px; transform: translateX(4px); box-shadow: inset 2px 0 red }')).toHaveLength(
    3,
  )
  expect(sidesDeclared('a { margin-inline-start: 1px; text-align: left; box-shadow: inset 0 2px red }')).toEqual([])
})
