import { expect, test } from 'vitest'
import type { Attachment, Message } from '../../api/wire.ts'
import { inlineFiles, mailParts } from './mail-parts.ts'

const file = (id: number, name?: string) => ({ id, ...(name && { content_id: name }) }) as Attachment
const message = (email: unknown, more: Partial<Message> = {}) =>
  ({ content: 'Hello', content_attributes: { email }, ...more }) as unknown as Message

test('a mail is folded to what is left without its quotation, which the contract calls quoted', () => {
  const parts = mailParts(message({ html_content: { full: '<p>Yes</p><p>old</p>', reply: 'x', quoted: '<p>Yes</p>' } }))
  expect(parts.html).toEqual({ full: '<p>Yes</p><p>old</p>', folded: '<p>Yes</p>' })
  expect(parts.hasMore).toBe(true)
})

test('a mail without HTML is its text', () => {
  const parts = mailParts(message({ html_content: {}, text_content: { full: 'Yes\n> old', quoted: 'Yes' } }))
  expect(parts).toMatchObject({ html: null, text: { full: 'Yes\n> old', folded: 'Yes' }, hasMore: true })
})

test('a mail of which nothing is known is the content of its message', () => {
  for (const email of [undefined, null, 'x', [], { html_content: null, text_content: 7 }]) {
    expect(mailParts(message(email))).toMatchObject({ html: null, text: { full: 'Hello' }, hasMore: false })
  }
})

test('remote images are known by what the server made of them', () => {
  const html = (full: string) => mailParts(message({ html_content: { full } }))
  expect(html('<img data-remote-src="https://a.example/x.png" />').hasRemoteImages).toBe(true)
  expect(html('<img src="cid:a" />').hasRemoteImages).toBe(false)
})

test('files that the text shows inside itself are found by their names', () => {
  const attachments = [file(1, 'a@lamp'), file(2, 'not shown'), file(3), file(4, 'with space')]
  const full = '<img src="cid:a@lamp" /><img src="cid:with%20space" />'
  const found = inlineFiles(message({ html_content: { full } }, { attachments }))
  expect([...found].map(([name, { id }]) => [name, id])).toEqual([
    ['a@lamp', 1],
    ['with space', 4],
  ])
})
