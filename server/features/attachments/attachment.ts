/** How a file is shown. */
export type FileType = 'image' | 'audio' | 'video' | 'file'

/** A file of a message; its bytes lie in the blob store under `blobKey`. */
export interface Attachment {
  id: number
  accountId: number
  messageId: number
  fileType: FileType
  contentType: string
  fileName: string
  byteSize: number
  blobKey: string
  width: number | null
  height: number | null
  /** What the text of a mail calls an inline picture by. */
  contentId: string | null
}

/** A file that has been received and looked at, not yet part of a message. */
export interface ReceivedFile {
  fileType: FileType
  contentType: string
  fileName: string
  byteSize: number
  sha256: string
  blobKey: string
  width: number | null
  height: number | null
  contentId?: string | null | undefined
}
