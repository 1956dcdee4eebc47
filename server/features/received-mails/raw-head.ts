import { createHash, type Hash } from 'node:crypto'
import { Readable } from 'node:stream'

/** What the head of a raw mail says, found while its bytes pass by. */
export interface RawHead {
  /** Without brackets; null when there is none to speak of. */
  messageId: string | null
  /** A hash of everything that servers on the way do not change, in hex. */
  fingerprint: string
  date: string | null
  subject: string | null
  from: string | null
}

// Nobody's head is this long; what follows is taken for the body.
const LONGEST_HEAD = 256 * 1024
// RFC 5322 §2.1.1: no line is longer.
const LONGEST_ID = 998
const LONGEST_TEXT = 500

// Written by each server that a copy passes, so that copies of one mail differ in them.
const TRACE = new Set([
  'received',
  'x-received',
  'return-path',
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-envelope-from',
  'authentication-results',
  'received-spf',
])

/** Lets a raw mail pass and looks at it; `found` tells what its head says once all bytes have passed. */
export function watchHead(source: Readable | Buffer): { stream: Readable; found: () => RawHead } {
  const watch = new Watch()
  // A buffer alone would be read byte by byte.
  const pieces = Buffer.isBuffer(source) ? [source] : source
  async function* passing() {
    for await (const piece of pieces) {
      const bytes = Buffer.isBuffer(piece) ? piece : Buffer.from(piece as string)
      watch.see(bytes)
      yield bytes
    }
  }
  return { stream: Readable.from(passing()), found: () => watch.end() }
}

class Watch {
  private pieces: Buffer[] = []
  private length = 0
  private fields: Field[] | undefined
  private readonly hash: Hash = createHash('sha256')

  see(bytes: Buffer): void {
    if (this.fields) return this.seeBody(bytes)
    this.pieces.push(bytes)
    this.length += bytes.length
    const all = Buffer.concat(this.pieces)
    this.pieces = [all]
    const end = endOfHead(all)
    // However the bytes come: what a mail is known by must not depend on where a piece ends.
    if (end !== -1 || this.length >= LONGEST_HEAD) this.closeHead(all, end === -1 ? LONGEST_HEAD : end)
  }

  end(): RawHead {
    if (!this.fields) {
      const all = Buffer.concat(this.pieces)
      this.closeHead(all, all.length)
    }
    const text = (name: string) => this.fields?.find((field) => field.name === name)?.value ?? null
    return {
      messageId: messageIdIn(text('message-id')),
      fingerprint: this.hash.digest('hex'),
      date: shortened(text('date')),
      subject: shortened(text('subject')),
      from: shortened(text('from')),
    }
  }

  private closeHead(all: Buffer, end: number): void {
    const head = all.subarray(0, end)
    this.fields = fieldsOf(head)
    for (const { name, value } of this.fields) if (!TRACE.has(name)) this.hash.update(`${name}:${value}\n`)
    // Of a mail without a head everything looks like one: its words count, too.
    for (const line of linesOf(head).filter(isNoField)) this.hash.update(`${line}\n`)
    this.seeBody(all.subarray(end))
    this.pieces = []
  }

  // Line ends are not the same on every way.
  private seeBody(bytes: Buffer): void {
    this.hash.update(bytes.includes(13) ? Buffer.from(bytes.toString('latin1').replaceAll('\r', ''), 'latin1') : bytes)
  }
}

interface Field {
  name: string
  value: string
}

function endOfHead(bytes: Buffer): number {
  const ends = [bytes.indexOf('\r\n\r\n'), bytes.indexOf('\n\n')].filter((at) => at !== -1 && at <= LONGEST_HEAD)
  return ends.length === 0 ? -1 : Math.min(...ends)
}

const FIELD = /^([!-9;-~]+)[ \t]*:(.*)$/s

function fieldsOf(head: Buffer): Field[] {
  return linesOf(head).flatMap((line) => {
    const [, name, value] = FIELD.exec(line) ?? []
    return name === undefined || value === undefined ? [] : [{ name: name.toLowerCase(), value: value.trim() }]
  })
}

function linesOf(head: Buffer): string[] {
  return head
    .toString('utf8')
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
}

// The line that some files of mail begin with is the trace of whoever kept it there.
function isNoField(line: string): boolean {
  return line.trim() !== '' && !FIELD.test(line) && !/^>?From /.test(line)
}

function messageIdIn(value: string | null): string | null {
  const id = (/<([^<>]*)>/.exec(value ?? '')?.[1] ?? value ?? '').replace(/[\s\p{Cc}]/gu, '')
  return id === '' || id.length > LONGEST_ID ? null : id
}

function shortened(text: string | null): string | null {
  return (
    text
      ?.replace(/[\s\p{Cc}]+/gu, ' ')
      .trim()
      .slice(0, LONGEST_TEXT) || null
  )
}
