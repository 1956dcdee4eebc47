import { Readable } from 'node:stream'
import { inspectFile, MAXIMUM_MAIL_ATTACHMENTS, type ReceivedFile } from '../../../features/attachments/index.ts'
import type { Blobs } from '../../../platform/blobs/blobs.ts'
import type { ReadAttachment } from '../../../platform/mail/read/read-mail.ts'

/**
 * Stores the files of a mail, before the unit of work that attaches them. When there are more than a message carries, the last ones stay
 * in the raw source only.
 */
export async function storeFiles(blobs: Blobs, attachments: ReadAttachment[]): Promise<ReceivedFile[]> {
  const files: ReceivedFile[] = []
  for (const one of attachments.slice(0, MAXIMUM_MAIL_ATTACHMENTS)) {
    const blob = await blobs.put(Readable.from([one.content]), { maximumBytes: one.content.length })
    const file = await inspectFile(blob, { fileName: one.name, contentType: one.contentType })
    files.push({ ...file, contentId: one.contentId?.slice(0, 998) ?? null })
  }
  return files
}
