/// <reference types="node" />
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [
    name ?? '',
    { light: light ?? '', dark: dark ?? '' },
  ]),
)

/** Text on each ground it is set on somewhere in the dashboard. */
const pairs: [text: string, grounds: string[]][] = [
  ['ink', ['canvas', 'surface', 'raised', 'sunken', 'hover', 'accent-wash', 'bubble-in', 'bubble-out']],
  ['ink-soft', ['canvas', 'surface', 'raised', 'sunken', 'hover', 'accent-wash']],
  ['ink-faint', ['canvas', 'surface', 'raised', 'sunken', 'hover', 'accent-wash']],
  ['accent-ink', ['canvas', 'surface', 'raised', 'hover', 'accent-wash', 'bubble-in', 'bubble-out', 'note']],
  ['on-accent', ['accent', 'accent-strong']],
  ['note-ink', ['note']],
  ['danger-ink', ['danger-wash', 'surface', 'raised', 'canvas']],
  ['on-danger', ['danger']],
  ['open-ink', ['open-wash', 'surface']],
  ['pending-ink', ['pending-wash']],
  ['snoozed-ink', ['snoozed-wash']],
  ['resolved-ink', ['resolved-wash']],
  ['surface', ['ink']],
]

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

function tokenOf(name: string) {
  const token = tokens.get(name)
  if (!token) throw new Error(`tokens.css has no --${name}`)
  return token
}

const cases = pairs.flatMap(([text, grounds]) =>
  grounds.flatMap((ground) => (['light', 'dark'] as const).map((theme) => ({ text, ground, theme }))),
)

test.each(cases)('$text is readable on $ground in the $theme theme', ({ text, ground, theme }) => {
  expect(contrast(tokenOf(text)[theme], tokenOf(ground)[theme])).toBeGreaterThanOrEqual(4.5)
})

test.each(['light', 'dark'] as const)('the edge of a field can be seen in the %s theme', (theme) => {
  for (const ground of ['surface', 'raised'])
    expect(contrast(tokenOf('edge')[theme], tokenOf(ground)[theme])).toBeGreaterThanOrEqual(3)
})
