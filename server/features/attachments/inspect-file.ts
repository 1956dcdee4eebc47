import { imageSize } from 'image-size'
import type { StoredBlob } from '../../platform/blobs/blobs.ts'
import { sniffType } from '../../platform/blobs/sniff-type.ts'
import type { FileType, ReceivedFile } from './attachment.ts'

/** Looks at the first bytes of an upload: what it is decides how it is served, whatever its sender called it. */
export async function inspectFile(
  blob: StoredBlob,
  declared: { fileName: string; contentType: string },
): Promise<ReceivedFile> {
  const contentType = await sniffType(blob.head, declared.contentType)
  const size = contentType.startsWith('image/') ? measure(blob.head) : null
  return {
    fileType: fileTypeOf(contentType),
    contentType,
    fileName: safeFileName(declared.fileName),
    byteSize: blob.byteSize,
    sha256: blob.sha256,
    blobKey: blob.key,
    width: size?.width ?? null,
    height: size?.height ?? null,
  }
}

function fileTypeOf(contentType: string): FileType {
  const [kind] = contentType.split('/')
  // SVG is a document that can run scripts, so it is a file and not an image.
  if (kind === 'image' && contentType !== 'image/svg+xml') return 'image'
  if (kind === 'audio' || kind === 'video') return kind
  return 'file'
}

function measure(head: Buffer) {
  try {
    const { width, height, orientation } = imageSize(head)
    return orientation && orientation >= 5 ? { width: height, height: width } : { width, height }
  } catch {
    // The size stands too far into the file; the client measures when it draws.
    return null
  }
}

function safeFileName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? ''
  const printable = [...base]
    .filter((char) => char >= ' ' && char !== '\u007f')
    .join('')
    .trim()
  return printable.slice(-200) || 'file'
}
