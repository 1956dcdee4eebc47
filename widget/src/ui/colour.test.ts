/// <reference types="node" />
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { contrast, mix, readableOn, textShade } from './colour.ts'

const brands = [
  '#000000',
  '#ffffff',
  '#1f4d45',
  '#ffc65c',
  '#767676',
  '#808080',
  '#e91e63',
  '#0f0',
  '#3b82f6',
  '#fffde7',
]

test('contrast is what WCAG says it is', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5)
  expect(contrast('#fff', '#fff')).toBeCloseTo(1, 5)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})

test.each(brands)('text on the brand colour %s is readable', (brand) => {
  expect(contrast(readableOn(brand), brand)).toBeGreaterThanOrEqual(4)
})

test.each(brands)('links in a shade of %s are readable in light and dark', (brand) => {
  for (const paper of ['#faf8f4', '#202227']) {
    expect(contrast(textShade(brand, paper), paper)).toBeGreaterThanOrEqual(4.5)
  }
})

test('a colour that is readable already stays as it is', () => {
  expect(textShade('#1f4d45', '#ffffff')).toBe('#1f4d45')
})

test('mixing goes the given share of the way', () => {
  expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080')
  expect(mix('#123456', '#ffffff', 0)).toBe('#123456')
})

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

function tokensOf(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(selector)).split('}')[0] ?? ''
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#\w+)/g)].map(([, name, value]) => [name, value]))
}

test.each([':root', "[data-theme='dark']"])('every text colour of %s is readable on its backgrounds', (selector) => {
  const tokens = tokensOf(selector)
  for (const [text, background] of [
    ['ink', 'paper'],
    ['ink', 'sheet'],
    ['soft', 'paper'],
    ['soft', 'sheet'],
    ['wrong', 'paper'],
    ['wrong', 'sheet'],
    ['on-notice', 'notice'],
  ] as const) {
    expect(contrast(tokens[text]!, tokens[background]!), `${text} on ${background}`).toBeGreaterThanOrEqual(4.5)
  }
})
