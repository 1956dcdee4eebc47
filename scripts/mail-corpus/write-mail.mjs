import { Buffer } from 'node:buffer'

/** A mail of the corpus: its source, and what reading it must say at least.
 * @typedef {{ name: string, source: Buffer, expected: object }} Case */

/** @type {Case[]} */
export const cases = []

/** Adds a mail. Pieces are lines of text (UTF-8) or bytes; line ends of texts become CRLF.
 * @param {string} name @param {string | Buffer | (string | Buffer)[]} pieces @param {object} expected */
export function mail(name, pieces, expected) {
  const source = Buffer.concat([pieces].flat().map((one) => (typeof one === 'string' ? crlf(one) : one)))
  cases.push({ name, source, expected })
}

/** The usual head of a mail, with more lines.
 * @param {...string} more */
export function head(...more) {
  return [
    'From: Mo Haddad <mo@haddad.example>',
    'To: help@lamp.example',
    'Subject: The lamp',
    'Message-ID: <one@haddad.example>',
    'Date: Mon, 23 Nov 2026 10:00:00 +0100',
    'MIME-Version: 1.0',
    ...more,
    '',
    '',
  ].join('\n')
}

/** A plain mail with a text.
 * @param {string} text @param {...string} more */
export function plain(text, ...more) {
  return head('Content-Type: text/plain; charset=utf-8', ...more) + text
}

/** A mail with HTML.
 * @param {string} html */
export function html(html) {
  return head('Content-Type: text/html; charset=utf-8') + html
}

/** A multipart mail. Each part is its head and body; the preamble is none.
 * @param {string} type @param {(string | Buffer)[][]} parts @param {string} [boundary] */
export function multipart(type, parts, boundary = 'frontier') {
  return [head(`Content-Type: multipart/${type}; boundary="${boundary}"`), ...inside(parts, boundary)]
}

/** The parts of a multipart, with their boundaries.
 * @param {(string | Buffer)[][]} parts @param {string} [boundary] */
export function inside(parts, boundary = 'frontier') {
  return [...parts.flatMap((part) => [`--${boundary}\n`, ...part, '\n']), `--${boundary}--\n`]
}

/** A file as a part.
 * @param {string} headers @param {Buffer | string} content */
export function file(headers, content) {
  const lines = Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\n')
  return [`${headers}\nContent-Transfer-Encoding: base64\n\n${lines}`]
}

/** A text as a part.
 * @param {string} text @param {string} [type] */
export function part(text, type = 'text/plain; charset=utf-8') {
  return [`Content-Type: ${type}\n\n${text}`]
}

/** A picture of one point. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** @param {string} text */
function crlf(text) {
  return Buffer.from(text.replaceAll('\r\n', '\n').replaceAll('\n', '\r\n'))
}
