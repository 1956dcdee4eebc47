/// <reference types="node" />
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

function tokensOf(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(selector)).split('}')[0] ?? ''
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#\w+)/g)].map(([, name, value]) => [name, value]))
}

function luminance(hex = ''): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
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
    const [low = 0, high = 0] = [luminance(tokens[text]), luminance(tokens[background])].toSorted((a, b) => a - b)
    expect((high + 0.05) / (low + 0.05), `${text} on ${background}`).toBeGreaterThanOrEqual(4.5)
  }
})
