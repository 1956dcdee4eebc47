import { setImmediate } from 'node:timers/promises'
import { cleanText } from './decode-text.ts'
import { cutHtml } from './flatten-html.ts'
import { htmlToPlain } from './html-to-plain.ts'
import { MAXIMUM_TEXT } from './limits.ts'
import type { ReadHtml, ReadText } from './read-result.ts'
import { sanitizeMail } from './sanitize-mail.ts'
import { splitHtml } from './split-html.ts'
import { splitText } from './split-text.ts'

// A text that says less than this part of what the HTML says only says that one should look at the HTML.
const LEAST_PART = 4
const SHORT = 400

/** The texts of a mail, each taken apart: the plain one is made from the HTML where there is none worth the name. */
export async function readTexts(parts: {
  text: string
  html: string
}): Promise<{ text: ReadText | null; html: ReadHtml | null }> {
  const written = cleanText(parts.text.slice(0, MAXIMUM_TEXT)).replace(/\r\n?/g, '\n').trim()
  const html = await readHtml(parts.html)
  if (!html) return { text: written === '' ? null : splitText(written), html: null }
  return { text: (written.length < SHORT ? await textOf(html, written) : null) ?? splitText(written), html }
}

// Each step holds the process up for a moment when the mail is large; others get their turn in between.
async function readHtml(source: string): Promise<ReadHtml | null> {
  if (source.trim() === '') return null
  const marked = sanitizeMail(cleanText(cutHtml(source)))
  await setImmediate()
  return marked.trim() === '' ? null : splitHtml(marked)
}

async function textOf(html: ReadHtml, written: string): Promise<ReadText | null> {
  await setImmediate()
  const full = htmlToPlain(html.full)
  if (full === '' || written.length * LEAST_PART > full.length) return written === '' ? nothing : null
  await setImmediate()
  if (html.reply === html.full) return splitText(full)
  const { reply, signature, quoted } = splitText(htmlToPlain(html.reply))
  const older = html.quoted === '' ? '' : htmlToPlain(html.quoted)
  return { full, reply, quoted: [quoted, older].filter(Boolean).join('\n'), signature }
}

const nothing: ReadText = { full: '', reply: '', quoted: '', signature: '' }
