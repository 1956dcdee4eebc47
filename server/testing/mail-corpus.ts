import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packagePath } from '../platform/config/package-path.ts'

/** A mail of the corpus, and what is to become of it. */
export interface CorpusMail {
  name: string
  source: Buffer
  becomes: 'accepted' | 'quarantined' | 'bounce'
  /** Why it cannot be read. */
  reason?: string
}

/** What of the file beside a mail tells what becomes of it. */
interface Expected {
  unreadable?: string
  bounce?: object | null
  from?: object | null
}

const folder = packagePath('contract/mail/corpus')
// The id that most of the corpus has; as mails of one mailbox each has its own.
const USUAL_ID = '<one@haddad.example>'

const TRACE = /^(Received:|From ).*\n/gm

/** Every mail of the corpus. */
export function readCorpus(): CorpusMail[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.eml'))
  return names.toSorted().map((file) => {
    const name = file.slice(0, -4)
    const { unreadable, ...expected } = JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Expected
    const isNobodys = unreadable !== undefined || expected.from === null
    const becomes = isNobodys ? 'quarantined' : expected.bounce ? 'bounce' : 'accepted'
    const source = withOwnId(readFileSync(join(folder, file)), name)
    return { name, source, becomes, ...(unreadable !== undefined && { reason: unreadable }) }
  })
}

function withOwnId(source: Buffer, name: string): Buffer {
  const text = source.toString('latin1')
  const head = /^[^]*?(?:\r?\n\r?\n|$)/.exec(text)?.[0] ?? ''
  const own = head.replace(new RegExp(`^(Message-ID: )${USUAL_ID}$`, 'im'), `$1<${name}@haddad.example>`)
  return Buffer.from(own + text.slice(head.length), 'latin1')
}

/** What is the same for copies of one mail: its id and date, or where it has no id, all that servers on the way do not write. */
export function identityOf(source: Buffer): string {
  const head = /^[^]*?(?=\n\n|$)/.exec(asStored(source))?.[0].replaceAll(/\n[ \t]+/g, ' ') ?? ''
  const id = /^message-id[ \t]*:[ \t]*<?([^<>\n]*)>?/im.exec(head)?.[1]?.trim()
  if (!id) return createHash('sha256').update(asStored(source).replaceAll(TRACE, '')).digest('hex')
  return `${id} of ${/^date[ \t]*:(.*)/im.exec(head)?.[1]?.trim() ?? ''}`
}

/** A mail as servers leave it: they write line ends their own way, and 0x80 where there is a NUL. */
export function asStored(source: Buffer): string {
  return source.toString('latin1').replaceAll('\r', '').replaceAll('\0', '\u0080')
}
