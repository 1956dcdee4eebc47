import { createHash, type Hash } from 'node:crypto'
import { Readable } from 'node:stream'
import { invalid } from '../../kernel/refusal.ts'
import { BlobTooLarge, type Blobs } from '../../platform/blobs/blobs.ts'
import type { ReceivedFile } from './attachment.ts'
import { inspectFile } from './inspect-file.ts'
import type { Upload } from './upload.ts'

/** Stores the bytes of an announced upload as they arrive; refuses bytes that are not those that were announced, and keeps nothing of them. */
export async function storeBytes(blobs: Blobs, source: Readable, upload: Upload): Promise<ReceivedFile> {
  const md5 = createHash('md5')
  const blob = await blobs
    .put(Readable.from(hashed(source, md5)), { maximumBytes: upload.byteSize })
    .catch((error: unknown) => {
      if (error instanceof BlobTooLarge) throw notAsAnnounced('byte_size', 'more bytes were sent than announced')
      if (source.errored || !source.readableEnded) throw notAsAnnounced('byte_size', 'the upload was cut short')
      throw error
    })
  const problem =
    blob.byteSize !== upload.byteSize
      ? notAsAnnounced('byte_size', 'fewer bytes were sent than announced')
      : md5.digest('base64') !== upload.checksum
        ? notAsAnnounced('checksum', 'the bytes have another MD5 than announced')
        : undefined
  if (problem) {
    await blobs.delete(blob.key)
    throw problem
  }
  return inspectFile(blob, upload)
}

async function* hashed(source: Readable, hash: Hash) {
  for await (const piece of source) {
    hash.update(piece as Buffer)
    yield piece as Buffer
  }
}

function notAsAnnounced(field: string, sentence: string) {
  return invalid(field, `${field}: ${sentence}; announce the file again`)
}
