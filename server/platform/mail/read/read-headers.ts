import libmime from 'libmime'
import { parseAddressHeader, type EmailAddress, type HeaderLines } from 'mailparser'
import { cleanText, decodeText } from './decode-text.ts'
import { MAXIMUM_MAILBOXES, MAXIMUM_REFERENCES } from './limits.ts'
import type { Mailbox } from './read-result.ts'

/** Headers by their names in lower case, in order; unfolded, but with their encoded words. */
export type RawHeaders = ReadonlyMap<string, string[]>

const EARLIEST = Date.UTC(1970, 0, 1)
const LATEST = Date.UTC(2200, 0, 1)

/** The headers as they were written, eight-bit bytes decoded. */
export function rawHeaders(lines: HeaderLines): RawHeaders {
  const headers = new Map<string, string[]>()
  for (const { key, line } of lines) {
    const value = line.slice(line.indexOf(':') + 1).replace(/\r?\n[ \t]?|\r/g, ' ')
    const text = decodeText(Buffer.from(value, 'latin1'), null).trim()
    const values = headers.get(key)
    if (values) values.push(text)
    else headers.set(key, [text])
  }
  return headers
}

/** The headers for people and rules: encoded words decoded (RFC 2047). */
export function decodedHeaders(raw: RawHeaders): Map<string, string[]> {
  return new Map([...raw].map(([key, values]) => [key, values.map(decodeWords)]))
}

/** A header's text with its encoded words decoded; as it is when they are broken. */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value
  try {
    return cleanText(libmime.decodeWords(value)).replace(/[\r\n]+/g, ' ')
  } catch {
    return value
  }
}

/** Everybody in raw headers: groups are taken apart, and names decoded only after that, so that none can pretend to be an address. */
export function mailboxes(values: string[] | undefined): Mailbox[] {
  if (!values) return []
  return parseAddressHeader(values, { flatten: true }).value.slice(0, MAXIMUM_MAILBOXES).flatMap(toMailbox)
}

function toMailbox({ address, name }: EmailAddress): Mailbox[] {
  const clean = cleanText(address ?? '')
    .trim()
    .toLowerCase()
  if (!/^[^\s@<>]+@[^\s@<>]+$/.test(clean)) return []
  const called = cleanText(name).replace(/\s+/g, ' ').trim()
  return [{ address: clean, name: called === '' || called.toLowerCase() === clean ? null : called }]
}

/** The Message-IDs in the headers of a name, without brackets, in order and each once: the last ones when there are many. */
export function messageIds(values: string[] | undefined): string[] {
  const text = (values ?? []).map(decodeWords).join(' ')
  const bracketed = [...text.matchAll(/<([^<>]{1,998})>/g)].map((match) => match[1] ?? '')
  const found = bracketed.length > 0 ? bracketed : text.split(/[\s,]+/).filter((word) => word.includes('@'))
  const ids = found.map((id) => id.replace(/\s+/g, '')).filter((id) => id !== '')
  return [...new Set(ids)].slice(-MAXIMUM_REFERENCES)
}

/** The mail's own Message-ID; null when it has none, or an empty one. Several are a mistake of which the first counts. */
export function messageId(values: string[] | undefined): string | null {
  const [value = ''] = (values ?? []).map((one) => decodeWords(one).replace(/\s+/g, ''))
  const id = (/<([^<>]+)>/.exec(value)?.[1] ?? value.replace(/[<>]/g, '')).slice(0, 998)
  return id === '' ? null : id
}

/** When the mail says that it was written; null when it says nothing that a calendar has. */
export function mailDate(values: string[] | undefined): Date | null {
  const time = Date.parse((values?.[0] ?? '').replace(/\([^()]*\)/g, '').trim())
  return time >= EARLIEST && time < LATEST ? new Date(time) : null
}
