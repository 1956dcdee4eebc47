import { cleanText } from './decode-text.ts'
import { htmlToPlain } from './html-to-plain.ts'
import { MAXIMUM_HTML, MAXIMUM_TEXT } from './limits.ts'
import type { ReadHtml, ReadText } from './read-result.ts'
import { sanitizeMail } from './sanitize-mail.ts'
import { splitHtml } from './split-html.ts'
import { splitText } from './split-text.ts'

// A text that says less than this part of what the HTML says only says that one should look at the HTML.
const LEAST_PART = 4
const SHORT = 400

/** The texts of a mail, each taken apart: the plain one is made from the HTML where there is none worth the name. */
export function readTexts(parts: { text: string; html: string }): { text: ReadText | null; html: ReadHtml | null } {
  const written = cleanText(parts.text.slice(0, MAXIMUM_TEXT)).replace(/\r\n?/g, '\n').trim()
  const marked = parts.html.trim() === '' ? '' : sanitizeMail(cleanText(parts.html.slice(0, MAXIMUM_HTML)))
  const html = marked.trim() === '' ? null : splitHtml(marked)
  if (!html) return { text: written === '' ? null : splitText(written), html: null }
  return { text: (written.length < SHORT ? textOf(html, written) : null) ?? splitText(written), html }
}

function textOf(html: ReadHtml, written: string): ReadText | null {
  const full = htmlToPlain(html.full)
  if (full === '' || written.length * LEAST_PART > full.length) return written === '' ? emptyText : null
  const { reply, signature, quoted } = splitText(htmlToPlain(html.reply))
  return {
    full,
    reply,
    quoted: [quoted, html.quoted && htmlToPlain(html.quoted)].filter(Boolean).join('\n'),
    signature,
  }
}

const emptyText: ReadText = { full: '', reply: '', quoted: '', signature: '' }
