import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { dice } from '../../testing/rubbish.ts'
import { contrast, hexOf, lchOf } from './colour.ts'
import { THEMES, tonesOf, WIDGET_GROUNDS, widgetTonesOf } from './tones.ts'

const roll = dice(95)
const random = Array.from({ length: 400 }, () => `#${roll.below(0x1000000).toString(16).padStart(6, '0')}`)
const extremes = [
  '#000000',
  '#ffffff',
  '#ffff00',
  '#00ff00',
  '#0000ff',
  '#808080',
  '#767676',
  '#fffde7',
  '#ff00ff',
  '#0a0a0a',
]
const colours = [...extremes, ...random]

describe('Whatever the accent', () => {
  for (const theme of ['light', 'dark'] as const) {
    test(`in ${theme} its text is readable on every ground, and what stands on it is readable too`, () => {
      for (const colour of colours) {
        const shades = tonesOf(colour)[theme]
        const { grounds, inks } = THEMES[theme]
        for (const ground of [...grounds, shades.accentWash]) {
          expect(contrast(shades.accentInk, ground), `${colour} as text on ${ground}`).toBeGreaterThanOrEqual(4.5)
        }
        for (const fill of [shades.accent, shades.accentStrong]) {
          expect(contrast(shades.onAccent, fill), `on ${fill} of ${colour}`).toBeGreaterThanOrEqual(4.5)
        }
        for (const ink of inks) {
          expect(contrast(ink, shades.accentWash), `${ink} on the wash of ${colour}`).toBeGreaterThanOrEqual(4.5)
        }
        for (const ground of grounds) {
          expect(contrast(shades.accent, ground), `the fill of ${colour} on ${ground}`).toBeGreaterThanOrEqual(3)
        }
        expect(shades.accentStrong).not.toBe(shades.accent)
      }
    })
  }

  test('the widget is readable in it', () => {
    for (const colour of colours) {
      const { brand, brandDeep, onBrand, light, dark } = widgetTonesOf(colour)
      for (const fill of [brand, brandDeep]) expect(contrast(onBrand, fill), colour).toBeGreaterThanOrEqual(4.5)
      for (const ground of WIDGET_GROUNDS.light) expect(contrast(light, ground), colour).toBeGreaterThanOrEqual(4.5)
      for (const ground of WIDGET_GROUNDS.dark) expect(contrast(dark, ground), colour).toBeGreaterThanOrEqual(4.5)
    }
  })
})

test('an accent that is readable already stays as it is', () => {
  expect(tonesOf('#1d4ed8').light).toMatchObject({ accent: '#1d4ed8', accentInk: '#1d4ed8', onAccent: '#ffffff' })
  expect(widgetTonesOf('#1f4d45')).toMatchObject({ brand: '#1f4d45', light: '#1f4d45' })
})

test('a corrected accent keeps its hue', () => {
  const wanted = lchOf('#ffe14d').hue
  for (const shade of [tonesOf('#ffe14d').light.accentInk, tonesOf('#ffe14d').dark.accentInk]) {
    expect(Math.abs(lchOf(shade).hue - wanted)).toBeLessThan(0.12)
  }
})

test('a colour survives the way into lightness, chroma and hue and back', () => {
  for (const colour of colours) expect(hexOf(lchOf(colour))).toBe(colour)
})

test('the grounds and inks are those of the two interfaces', () => {
  const css = readFileSync(new URL('../../../dashboard/src/ui/tokens.css', import.meta.url), 'utf8')
  const token = (name: string) => new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css)?.slice(1) ?? []
  for (const name of ['canvas', 'surface', 'raised', 'hover', 'sunken', 'bubble-in', 'bubble-out', 'note']) {
    const [light = '', dark = ''] = token(name)
    expect(THEMES.light.grounds, name).toContain(light)
    expect(THEMES.dark.grounds, name).toContain(dark)
  }
  expect(['ink', 'ink-soft', 'ink-faint'].map((name) => token(name))).toEqual(
    THEMES.light.inks.map((light, index) => [light, THEMES.dark.inks[index]]),
  )
  const widget = readFileSync(new URL('../../../widget/src/ui/tokens.css', import.meta.url), 'utf8')
  const grounds = [...widget.matchAll(/--(?:paper|sheet): (#\w+)/g)].map((match) => match[1])
  expect(grounds).toEqual([...WIDGET_GROUNDS.light, ...WIDGET_GROUNDS.dark])
})
