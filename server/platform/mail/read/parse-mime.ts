import { Readable, Transform } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { MailParser, type AttachmentStream, type HeaderLines, type MessageText } from 'mailparser'
import { CharsetStream, UNDECLARED } from './charset-stream.ts'
import { MAXIMUM_HEADER_BYTES, MAXIMUM_MAIL_BYTES, MAXIMUM_PARTS, READ_TIMEOUT_MS } from './limits.ts'
import { UnreadableMail } from './read-result.ts'

/** A mail taken apart, its texts decoded and nothing else done yet. */
export interface MimeParts {
  headerLines: HeaderLines
  text: string
  html: string
  files: MimeFile[]
}

/** A part that is no text of the mail. */
export interface MimeFile {
  fileName: string | null
  /** As the sender calls it, in lower case, without parameters. */
  contentType: string
  parameters: Record<string, string>
  contentId: string | null
  disposition: string | null
  /** In a multipart/related, where images of the text are. */
  related: boolean
  content: Buffer
}

/** Takes a mail apart; throws `UnreadableMail` for what is beyond the limits, or no mail. */
export async function parseMime(source: Buffer | Readable): Promise<MimeParts> {
  const parser = newParser()
  const parts: MimeParts = { headerLines: [], text: '', html: '', files: [] }
  let timer: NodeJS.Timeout | undefined
  const failed = new Promise<never>((_resolve, reject) => {
    parser.on('error', (error: Error) => reject(unreadable(error)))
    timer = setTimeout(() => reject(new UnreadableMail('Reading the mail took too long.')), READ_TIMEOUT_MS)
    feed(source, parser, reject)
  })
  parser.on('headerLines', (lines) => (parts.headerLines = lines))
  try {
    await Promise.race([collect(parser, parts), failed])
    return parts
  } finally {
    clearTimeout(timer)
    parser.destroy()
  }
}

function newParser(): MailParser {
  const parser = new MailParser({
    Iconv: CharsetStream as unknown as NonNullable<ConstructorParameters<typeof MailParser>[0]>['Iconv'],
    skipHtmlToText: true,
    skipImageLinks: true,
    skipTextLinks: true,
    keepDeliveryStatus: true,
    ignoreEmbedded: true,
    checksumAlgo: false,
    maxHeadSize: MAXIMUM_HEADER_BYTES,
    maxChildNodes: MAXIMUM_PARTS,
  })
  // Texts that claim UTF-8 or nothing are not decoded by mailparser, and a third of those that are wrong are among them.
  const inside = parser as unknown as { createNode(node: unknown): { charset?: string } }
  const createNode = inside.createNode.bind(parser)
  inside.createNode = (node) => {
    const made = createNode(node)
    if (/^(utf-?8|(us-?)?ascii)?$/i.test(made.charset ?? '')) made.charset = UNDECLARED
    return made
  }
  return parser
}

function feed(source: Buffer | Readable, parser: MailParser, fail: (reason: unknown) => void): void {
  const stream = Buffer.isBuffer(source) ? Readable.from(slices(source)) : source
  const limited = new ByteLimit()
  for (const part of [stream, limited]) part.on('error', (error) => fail(error))
  stream.pipe(limited).pipe(parser)
}

// Small pieces, so that decoding never holds a second copy of a large mail.
function* slices(source: Buffer): Generator<Buffer> {
  for (let at = 0; at < source.length; at += 64 * 1024) yield source.subarray(at, at + 64 * 1024)
}

class ByteLimit extends Transform {
  #bytes = 0

  override _transform(piece: Buffer, _encoding: string, done: (error: Error | null, piece?: Buffer) => void): void {
    this.#bytes += piece.length
    if (this.#bytes <= MAXIMUM_MAIL_BYTES) return done(null, piece)
    done(new UnreadableMail(`The mail has more than ${MAXIMUM_MAIL_BYTES / 1024 / 1024} MB.`))
  }
}

async function collect(parser: MailParser, parts: MimeParts): Promise<void> {
  for await (const part of parser as AsyncIterable<AttachmentStream | MessageText>) {
    if (part.type === 'text') {
      parts.text = part.text ?? ''
      parts.html = part.html ?? ''
    } else {
      parts.files.push(await collectFile(part))
      part.release?.()
    }
  }
}

async function collectFile(part: AttachmentStream): Promise<MimeFile> {
  const content = await buffer(part.content)
  const type = part.headers.get('content-type')
  const parameters = type && typeof type === 'object' && 'params' in type ? (type.params as Record<string, string>) : {}
  return {
    fileName: part.filename ?? parameters['name'] ?? null,
    contentType: part.contentType.toLowerCase(),
    parameters,
    contentId: part.cid ?? null,
    disposition: part.contentDisposition ?? null,
    related: part.related === true,
    content,
  }
}

function unreadable(error: Error): Error {
  if (error instanceof UnreadableMail) return error
  if (/header/i.test(error.message))
    return new UnreadableMail('The headers of the mail are too large.', { cause: error })
  if (/child nodes/i.test(error.message)) return new UnreadableMail('The mail has too many parts.', { cause: error })
  return new UnreadableMail('The mail is damaged beyond reading.', { cause: error })
}
