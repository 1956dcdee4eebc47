import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { BlobTooLarge, HEAD_BYTES, type StoredBlob } from './blobs.ts'

/** Passes a stream's chunks on, one at a time, and answers what it found; throws `BlobTooLarge` before passing on a byte too many. */
export async function measureStream(
  source: Readable,
  maximumBytes: number,
  passOn: (chunk: Buffer) => Promise<unknown>,
): Promise<Omit<StoredBlob, 'key'>> {
  const hash = createHash('sha256')
  const head: Buffer[] = []
  let byteSize = 0
  for await (const piece of source) {
    const chunk = Buffer.isBuffer(piece) ? piece : Buffer.from(piece as string | Uint8Array)
    const missing = HEAD_BYTES - byteSize
    byteSize += chunk.length
    if (byteSize > maximumBytes) throw new BlobTooLarge(maximumBytes)
    if (missing > 0) head.push(Buffer.from(chunk.subarray(0, missing)))
    hash.update(chunk)
    await passOn(chunk)
  }
  return { byteSize, sha256: hash.digest('hex'), head: Buffer.concat(head) }
}
