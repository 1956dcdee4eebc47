import { expect, test } from 'vitest'

const files = import.meta.glob<string>('../**/*.vue', { query: '?raw', import: 'default', eager: true })

/** The classes that name a side of the screen, and those that name a side of the line: they turn with the language. */
const logical: Record<string, string> = {
  ml: 'ms',
  mr: 'me',
  pl: 'ps',
  pr: 'pe',
  left: 'start',
  right: 'end',
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

function sidesNamed(source: string): string[] {
  const template = /<template>[^]*<\/template>/.exec(source)?.[0] ?? ''
  const classes = [...template.matchAll(/\bclass="([^"]*)"/g)].flatMap((match) => (match[1] ?? '').split(/\s+/))
  return classes.flatMap((one) => {
    const [utility = ''] = one.split(':').slice(-1)
    const [side] = utility.match(sided) ?? []
    const isWhole = side !== undefined && new RegExp(`^['\`]?-?${side}(-|['\`]?$)`).test(utility)
    return isWhole ? [`${one} → ${one.replace(side, logical[side] ?? '')}`] : []
  })
}

test('no class names a side of the screen where a side of the line is meant', () => {
  const found = Object.entries(files).flatMap(([path, source]) => sidesNamed(source).map((one) => `${path}: ${one}`))
  expect(found).toEqual([])
})

test('sides are found in every place where classes stand', () => {
  expect(
    sidesNamed(`<template><p class="hover:text-left a" :class="on ? '-ml-2' : 'focus:left-2'" /></template>`),
  ).toEqual(['hover:text-left → hover:text-start', `'-ml-2' → '-ms-2'`, `'focus:left-2' → 'focus:start-2'`])
  expect(sidesNamed(`<template><p class="leftover plain ms-2 border-line text-small" /></template>`)).toEqual([])
})
