import type { Readable } from 'node:stream'

/** Keeps files. A key is made here, never chosen: it is safe in paths and says nothing about the file. */
export interface Blobs {
  /** Stores a stream durably; throws `BlobTooLarge`, or what the stream throws, and then keeps nothing. */
  put(source: Readable, limits: { maximumBytes: number }): Promise<StoredBlob>
  /** Reads a blob, or the bytes `start` to `end` of it (both included, as in RFC 9110 §14); throws `BlobMissing`. */
  open(key: string, range?: { start: number; end: number }): Promise<Readable>
  /** Removes a blob; one that is not there is no error. */
  delete(key: string): Promise<void>
  exists(key: string): Promise<boolean>
  /** Every blob, in no order: to find those that nothing refers to. */
  keys(): AsyncIterable<{ key: string; createdAt: Date }>
}

/** What storing a stream found out about it. */
export interface StoredBlob {
  key: string
  byteSize: number
  /** SHA-256 of the bytes, in hex. */
  sha256: string
  /** The first 4100 bytes, or all when fewer: enough to tell the type of the file. */
  head: Buffer
}

/** How many bytes `StoredBlob.head` has at most. */
export const HEAD_BYTES = 4100

/** The stream had more bytes than it may. */
export class BlobTooLarge extends Error {
  override readonly name = 'BlobTooLarge'
  readonly maximumBytes: number

  constructor(maximumBytes: number) {
    super(`The file has more than ${maximumBytes} bytes`)
    this.maximumBytes = maximumBytes
  }
}

/** No blob has this key. */
export class BlobMissing extends Error {
  override readonly name = 'BlobMissing'
}
