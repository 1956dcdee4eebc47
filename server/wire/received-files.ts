import { filesOfUploads, inspectFile, readUploadId, type ReceivedFile } from '../features/attachments/index.ts'
import { invalid } from '../kernel/refusal.ts'
import { Upload } from '../platform/http/multipart.ts'
import type { Ports } from '../platform/http/ports.ts'

/** The key of an uploaded picture in the blob store; refuses everything that is none. */
export async function receivedPicture(upload: unknown): Promise<string> {
  if (!(upload instanceof Upload)) throw invalid('avatar', 'avatar must be an uploaded picture')
  const file = await inspectFile(upload.blob, { fileName: upload.fileName, contentType: upload.contentType })
  if (file.fileType !== 'image') throw invalid('avatar', 'avatar must be a PNG, JPEG, GIF or WebP picture')
  return file.blobKey
}

const BRAND_PICTURE = /^image\/(png|jpeg|gif|webp|avif|x-icon)$/
const BRAND_BYTES = 512 * 1024

/** The key of an uploaded picture of the brand, which every page shows: small, and nothing that could run. */
export async function receivedBrandPicture(field: string, upload: unknown): Promise<string> {
  if (!(upload instanceof Upload)) throw invalid(field, `${field} must be an uploaded picture`)
  const file = await lookedAt(upload)
  if (!BRAND_PICTURE.test(file.contentType)) {
    throw invalid(field, `${field} must be a PNG, JPEG, WebP, AVIF, GIF or ICO picture; SVG can run scripts`)
  }
  if (file.byteSize > BRAND_BYTES) throw invalid(field, `${field} may have at most 512 KB`)
  return file.blobKey
}

/** In whose account files are attached, and by whom when it is an agent. */
export interface FileOwner {
  accountId: number
  userId?: number
}

/** The files of a body's `attachments`, in their order: uploaded with it, each looked at, or before it, named by signed ids. */
export async function receivedFiles(
  ports: Ports,
  owner: FileOwner,
  attachments: unknown[] | undefined,
): Promise<ReceivedFile[]> {
  const items = (attachments ?? []).filter((item) => item !== '' && item !== null)
  const ids = items.filter((item) => !(item instanceof Upload)).map((item) => idOfUpload(ports, item))
  const before = await filesOfUploads(ports.db, ids, { ...owner, now: ports.now() })
  const files: ReceivedFile[] = []
  for (const item of items) {
    const file = item instanceof Upload ? await lookedAt(item) : before.shift()
    files.push(file ?? refuse())
  }
  return files
}

/** Looks at a file that came with a body. */
export function lookedAt(upload: Upload): Promise<ReceivedFile> {
  return inspectFile(upload.blob, { fileName: upload.fileName, contentType: upload.contentType })
}

function idOfUpload(ports: Ports, item: unknown): number {
  return (typeof item === 'string' ? readUploadId(ports.secrets, item) : undefined) ?? refuse()
}

function refuse(): never {
  throw invalid('attachments', 'attachments must be uploaded files, or signed ids of uploads')
}
