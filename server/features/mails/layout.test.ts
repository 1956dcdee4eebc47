import { expect, test } from 'vitest'
import { layOut } from './layout.ts'
import type { MailLook } from './mail-look.ts'

const fill = { ground: '#b4530a', ink: '#ffffff' }
const look: MailLook = {
  name: 'Lamp',
  origin: 'https://desk.example',
  day: fill,
  night: fill,
  logo: null,
  logoDark: null,
}
const words = {
  heading: 'Heading',
  paragraphs: [],
  entries: [{ who: 'Ada', when: 'now', text: 'مرحبًا', files: [] }],
}

test('a mail in a language that runs from right to left is turned, also where programs for mail drop its frame', () => {
  const { html } = layOut(look, 'ar', words)
  expect(html).toContain('<html lang="ar" dir="rtl">')
  expect(html).toContain('<div class="line" dir="rtl"')
  expect(html).toContain('border-right:2px')
  expect(html).not.toContain('border-left')
})

test('in other languages lines begin on the left, and what somebody wrote where its own words begin', () => {
  const { html } = layOut(look, 'de', words)
  expect(html).toContain('<html lang="de" dir="ltr">')
  expect(html).toContain('border-left:2px')
  expect(html).toContain('<p dir="auto" style="margin:4px 0 0">مرحبًا')
})
