import { expect, test } from 'vitest'
import { asksForContext, isWebAddress, sandboxOf, targetOf } from './app-frame.ts'

const own = 'https://desk.example'

test('a page of our own origin gets no way into this one', () => {
  expect(sandboxOf('https://desk.example/x', own)).not.toContain('allow-same-origin')
  expect(sandboxOf('https://other.example/x', own)).toContain('allow-same-origin')
  for (const word of ['allow-top-navigation', 'allow-modals'])
    expect(sandboxOf('https://other.example', own)).not.toContain(word)
})

test('what an app is told goes to its own origin only', () => {
  expect(targetOf('https://other.example/a?b', own)).toBe('https://other.example')
})

test('only web pages are framed, and only the known words are answered', () => {
  for (const address of ['javascript:alert(1)', 'data:text/html,x', '/relative', 'https://', ''])
    expect(isWebAddress(address), address).toBe(false)
  expect(isWebAddress('https://a.example/x')).toBe(true)
  expect([asksForContext('chatwoot-dashboard-app:fetch-info'), asksForContext({}), asksForContext('other')]).toEqual([
    true,
    false,
    false,
  ])
})
