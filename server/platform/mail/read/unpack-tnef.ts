import { decodeText } from './decode-text.ts'
import { MAXIMUM_PARTS } from './limits.ts'

/** What Outlook put into a winmail.dat. */
export interface TnefContent {
  html: string
  text: string
  files: { name: string | null; contentId: string | null; contentType: string | null; content: Buffer }[]
}

type TnefFile = TnefContent['files'][number]

// [MS-OXTNEF] §2.1.3: what an attribute is called on the wire.
const SIGNATURE = 0x223e9f78
const RENDER_DATA = 0x00069002
const TITLE = 0x00018010
const DATA = 0x0006800f
const FILE_PROPERTIES = 0x00069005
const MAIL_PROPERTIES = 0x00069003
// [MS-OXPROPS]: body, its HTML; of a file its long name, its content id, its type and its bytes.
const BODY = 0x1000
const BODY_HTML = 0x1013
const LONG_NAME = 0x3707
const CONTENT_ID = 0x3712
const MIME_TYPE = 0x370e

/** Unpacks a winmail.dat; null when it is none. What is broken ends the list: files before it are there. Never throws. */
export function unpackTnef(bytes: Buffer): TnefContent | null {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return null
  const content: TnefContent = { html: '', text: '', files: [] }
  try {
    for (let at = 6; at + 9 <= bytes.length && content.files.length < MAXIMUM_PARTS;) {
      const id = bytes.readUInt32LE(at + 1)
      const length = bytes.readUInt32LE(at + 5)
      const value = bytes.subarray(at + 9, at + 9 + length)
      if (value.length < length) break
      take(content, id, value)
      at += 9 + length + 2
    }
  } catch (error) {
    // Reading past the end of a property that lied about its length.
    if (!(error instanceof RangeError)) throw error
  }
  return content
}

function take(content: TnefContent, id: number, value: Buffer): void {
  const file = content.files.at(-1)
  if (id === RENDER_DATA)
    content.files.push({ name: null, contentId: null, contentType: null, content: Buffer.alloc(0) })
  else if (id === MAIL_PROPERTIES) takeBody(content, propertiesOf(value))
  else if (!file) return
  else if (id === TITLE) file.name ??= textOf(value)
  else if (id === DATA) file.content = value
  else if (id === FILE_PROPERTIES) takeNames(file, propertiesOf(value))
}

function takeBody(content: TnefContent, properties: Map<number, Property>): void {
  const html = properties.get(BODY_HTML)
  const text = properties.get(BODY)
  if (html) content.html = decodeText(html.value, null)
  if (text) content.text = stringOf(text)
}

function takeNames(file: TnefFile, properties: Map<number, Property>): void {
  const [name, id, type] = [LONG_NAME, CONTENT_ID, MIME_TYPE].map((tag) => properties.get(tag))
  if (name) file.name = stringOf(name)
  if (id) file.contentId = stringOf(id).replace(/^<|>$/g, '')
  if (type) file.contentType = stringOf(type)
}

interface Property {
  isWide: boolean
  value: Buffer
}

const WIDTHS: Record<number, number> = { 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 }
const WIDE_TEXT = 0x1f
const SIZED = new Set([0x0d, 0x1e, WIDE_TEXT, 0x102])
const MANY = 0x1000

/** The list of properties inside an attribute ([MS-OXTNEF] §2.1.3.4), by their ids; the last value of those that have several. */
function propertiesOf(bytes: Buffer): Map<number, Property> {
  const found = new Map<number, Property>()
  let at = 4
  for (let left = bytes.readUInt32LE(0); left > 0 && at < bytes.length; left -= 1) {
    const type = bytes.readUInt16LE(at)
    const id = bytes.readUInt16LE(at + 2)
    at += 4
    if (id >= 0x8000) at = afterName(bytes, at)
    const kind = type & ~MANY
    const isSized = SIZED.has(kind)
    let values = 1
    if (isSized || type & MANY) {
      values = bytes.readUInt32LE(at)
      at += 4
    }
    for (; values > 0 && at < bytes.length; values -= 1) {
      const length = isSized ? bytes.readUInt32LE(at) : (WIDTHS[kind] ?? Infinity)
      const start = isSized ? at + 4 : at
      found.set(id, { isWide: kind === WIDE_TEXT, value: bytes.subarray(start, start + length) })
      at = start + padded(length)
    }
  }
  return found
}

// A named property has a GUID, and then a number or a name.
function afterName(bytes: Buffer, at: number): number {
  const kind = bytes.readUInt32LE(at + 16)
  return kind === 0 ? at + 24 : at + 24 + padded(bytes.readUInt32LE(at + 20))
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4
}

function stringOf({ isWide, value }: Property): string {
  return isWide ? decodeText(value, 'utf-16le') : textOf(value)
}

function textOf(bytes: Buffer): string {
  return decodeText(bytes, null)
}
