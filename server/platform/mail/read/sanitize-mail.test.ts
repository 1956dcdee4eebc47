import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { packagePath } from '../../config/package-path.ts'
import { sanitizeMail } from './sanitize-mail.ts'

const hostile = JSON.parse(readFileSync(packagePath('contract/mail/hostile-html.json'), 'utf8')) as {
  name: string
  html: string
}[]

// What e2e/received-mails.test.ts shows in a real browser is looked at here without one.
describe('what is left of a hostile mail', () => {
  test.each(hostile)('$name', ({ html }) => {
    const left = sanitizeMail(html.replaceAll('{js}', 'top.ran=1').replaceAll('{evil}', 'https://evil.example'))
    for (const [, name = '', rest = ''] of left.matchAll(/<\/?([^\s<>/]+)([^<>]*)>/g)) {
      expect(name).toMatch(
        /^(a|abbr|b|blockquote|br|center|code|div|font|h[1-6]|hr|i|img|li|ol|p|pre|s|small|span|strong|sub|sup|table|tbody|td|th|tr|u|ul)$/,
      )
      const attributes = [...rest.matchAll(/([^\s="]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value])
      for (const [key = '', value = ''] of attributes) {
        expect(key).toMatch(
          /^(align|alt|bgcolor|border|color|dir|face|height|href|lang|rel|size|src|start|style|target|title|valign|width|data-remote-src|data-mark)$/,
        )
        if (key === 'href') expect(value).toMatch(/^(https?|mailto|tel):/)
        if (key === 'src') expect(value).toMatch(/^(cid:|data:image\/(png|gif|jpe?g|webp);base64,)/)
        if (key === 'style') expect(value).not.toMatch(/url|image|expression|var\(|\\|\/\*|position|content/i)
      }
    }
  })
})

test('a letter keeps its looks', () => {
  const letter =
    '<div dir="rtl" style="font-family:&quot;Arial&quot;,sans-serif;color:#333;text-align:right"><table width="600" bgcolor="#eee" cellpadding="4"><tr><td colspan="2" style="padding:4px 8px;border:1px solid rgb(1,2,3)">x</td></tr></table></div>'
  expect(sanitizeMail(letter)).toBe(letter)
})

test('links open elsewhere, and only those that lead out of here stay', () => {
  expect(sanitizeMail('<a href="https://lamp.example/?a=1&amp;b=2" target="_self">x</a>')).toBe(
    '<a href="https://lamp.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">x</a>',
  )
  expect(sanitizeMail('<a href="mailto:a@b.example">x</a><a href="tel:+49301">y</a>')).toContain('href="tel:+49301"')
  expect(sanitizeMail('<a href="/app">x</a><a href="#top">y</a><a href="ftp://a.example">z</a>')).toBe(
    '<a>x</a><a>y</a><a>z</a>',
  )
})

test('remote images keep their address where nothing fetches it', () => {
  expect(sanitizeMail('<img src="//news.example/p.gif" srcset="x.png 2x" alt="News">')).toBe(
    '<img alt="News" data-remote-src="https://news.example/p.gif" />',
  )
})

test('no declaration of a style takes an element out of its place or fetches anything', () => {
  const style = (value: string) => sanitizeMail(`<p style="${value}">x</p>`)
  expect(style('position:absolute;top:0;color:red')).toBe('<p style="color:red">x</p>')
  expect(style('background:#fff url(https://evil.example/x.png)')).toBe('<p>x</p>')
  expect(style('background:#fff')).toBe('<p style="background-color:#fff">x</p>')
  expect(style('width:99999px;height:100vh;margin-left:-999px;padding:0')).toBe('<p style="padding:0">x</p>')
  expect(style("font-family:'a;color:red")).toBe('<p style="color:red">x</p>')
})
