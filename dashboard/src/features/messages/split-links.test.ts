import { expect, test } from 'vitest'
import { splitLinks } from './split-links.ts'

const links = (text: string) => splitLinks(text).flatMap((part) => part.href ?? [])

test('web and mail addresses become links, the rest stays text', () => {
  expect(splitLinks('See https://example.com/a?b=1, or write to me@example.com!')).toEqual([
    { text: 'See ' },
    { text: 'https://example.com/a?b=1', href: 'https://example.com/a?b=1' },
    { text: ', or write to ' },
    { text: 'me@example.com', href: 'mailto:me@example.com' },
    { text: '!' },
  ])
})

test('a bracket that opened inside an address closes inside it', () => {
  expect(links('(https://example.com/wiki/Lamp_(light))')).toEqual(['https://example.com/wiki/Lamp_(light)'])
  expect(links('(see https://example.com)')).toEqual(['https://example.com'])
})

test('no other scheme ever becomes a link', () => {
  // oxlint-disable-next-line no-script-url
  expect(links('javascript:alert(1) data:text/html,x file:///etc')).toEqual([])
  expect(links('www.example.com')).toEqual(['https://www.example.com'])
})

test('the parts joined are the text again', () => {
  const text = 'a https://x.org. b\n<b>c</b> d@e.fr'
  expect(
    splitLinks(text)
      .map((part) => part.text)
      .join(''),
  ).toBe(text)
})
