import { attachmentLink, type Attachment } from '../../features/attachments/index.ts'
import type { Shown } from './shown.ts'

/** A file for anybody who may read its message (contract A.7). Its links expire. */
export function attachment(file: Attachment, shown: Shown) {
  const link = `${shown.origin}${attachmentLink(shown.secrets, file, shown.now)}`
  const dot = file.fileName.lastIndexOf('.')
  return {
    id: file.id,
    message_id: file.messageId,
    file_type: file.fileType,
    account_id: file.accountId,
    extension: dot > 0 ? file.fileName.slice(dot + 1).toLowerCase() : null,
    content_type: file.contentType,
    data_url: link,
    thumb_url: file.fileType === 'image' ? link : '',
    file_size: file.byteSize,
    width: file.width,
    height: file.height,
    // Ours: the name that the sender's file had, and what the text of a mail calls an inline picture by.
    file_name: file.fileName,
    ...(file.contentId && { content_id: file.contentId }),
  }
}
