import { inspectFile, type ReceivedFile } from '../features/attachments/index.ts'
import { invalid } from '../kernel/refusal.ts'
import { Upload } from '../platform/http/multipart.ts'

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
