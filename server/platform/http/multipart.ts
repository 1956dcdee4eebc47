import { randomUUID } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import qs from 'qs'
import { invalid, Refusal } from '../../kernel/refusal.ts'
import { BlobTooLarge, type StoredBlob } from '../blobs/blobs.ts'
import type { Ports } from './ports.ts'

// All fields together, as much as a body without files may have.
const MAXIMUM_FIELD_CHARACTERS = 1024 * 1024

/** A file of a multipart body, already in the blob store. It becomes part of something, or the sweep removes it. */
export class Upload {
  readonly fileName: string
  readonly contentType: string
  readonly blob: StoredBlob

  constructor(fileName: string, contentType: string, blob: StoredBlob) {
    this.fileName = fileName
    this.contentType = contentType
    this.blob = blob
  }
}

/** Reads a form's names such as `message[content]` and `attachments[]` into nested values. */
export function parseForm(text: string): Record<string, unknown> {
  return qs.parse(text, { depth: 8, parameterLimit: 2000, arrayLimit: 1000 })
}

/** Reads a multipart body: files go to the blob store as they arrive, fields nest like those of any form. */
export async function readMultipart(
  request: FastifyRequest,
  options: { ports: Ports; maximumUploadBytes: number },
): Promise<unknown> {
  const nonce = randomUUID()
  const uploads: Upload[] = []
  const pairs: string[] = []
  let left = MAXIMUM_FIELD_CHARACTERS
  for await (const part of partsOf(request)) {
    if (part.type === 'file') {
      pairs.push(pair(part.fieldname, `${nonce}:${uploads.length}`))
      uploads.push(await store(part, options))
      continue
    }
    // A part that calls itself JSON has been read already.
    const text = typeof part.value === 'string' ? part.value : JSON.stringify(part.value)
    left -= text.length
    if (left < 0) throw new Refusal('too_large', 'The fields of the form are too large')
    pairs.push(pair(part.fieldname, text))
  }
  return withUploads(parseForm(pairs.join('&')), nonce, uploads)
}

async function* partsOf(request: FastifyRequest) {
  try {
    yield* request.parts()
  } catch (error) {
    throw error instanceof Error && 'statusCode' in error ? error : malformed()
  }
}

function wasCutShort(file: NodeJS.ReadableStream): boolean {
  return 'errored' in file && file.errored !== null
}

function malformed(): Error {
  return Object.assign(new Error('The multipart body is not well formed'), { statusCode: 400 })
}

async function store(
  part: { file: NodeJS.ReadableStream; filename: string; mimetype: string; fieldname: string },
  options: { ports: Ports; maximumUploadBytes: number },
): Promise<Upload> {
  try {
    const blob = await options.ports.blobs.put(part.file as never, { maximumBytes: options.maximumUploadBytes })
    return new Upload(part.filename, part.mimetype, blob)
  } catch (error) {
    if (!(error instanceof BlobTooLarge)) throw wasCutShort(part.file) ? malformed() : error
    const megabytes = Math.floor(options.maximumUploadBytes / 1024 / 1024)
    throw new Refusal('too_large', `${part.fieldname}: a file may have at most ${megabytes} MB`, part.fieldname)
  }
}

function pair(name: string, value: string): string {
  if (name.length > 200) throw invalid('body', 'A field name may have at most 200 characters')
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`
}

function withUploads(value: unknown, nonce: string, uploads: Upload[]): unknown {
  if (typeof value === 'string') return value.startsWith(`${nonce}:`) ? uploads[Number(value.split(':')[1])] : value
  if (Array.isArray(value)) return value.map((item) => withUploads(item, nonce, uploads))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withUploads(item, nonce, uploads)]))
}
