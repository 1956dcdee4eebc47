import { inspectFile, type ReceivedFile } from '../features/attachments/index.ts'
import { invalid } from '../kernel/refusal.ts'
import { Upload } from '../platform/http/multipart.ts'

/** The key of an uploaded picture in the blob store; refuses everything that is none. */
export async function receivedPicture(upload: unknown): Promise<string> {
  if (!(upload instanceof Upload)) throw invalid('avatar', 'avatar must be an uploaded picture')
  const file = await inspectFile(upload.blob, { fileName: upload.fileName, contentType: upload.contentType })
  if (file.fileType !== 'image') throw invalid('avatar', 'avatar must be a PNG, JPEG, GIF or WebP picture')
  return file.blobKey
}

/** The files of a body's `attachments`, each looked at; refuses anything that is not an uploaded file. */
export async function receivedFiles(attachments: unknown[] | undefined): Promise<ReceivedFile[]> {
  const uploads = (attachments ?? []).filter((item) => item !== '' && item !== null)
  return Promise.all(
    uploads.map((upload) => {
      if (!(upload instanceof Upload)) throw invalid('attachments', 'attachments must be uploaded files')
      return inspectFile(upload.blob, { fileName: upload.fileName, contentType: upload.contentType })
    }),
  )
}
