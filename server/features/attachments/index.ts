export { attachmentLink, lastingAttachmentLink, linkIsValid } from './attachment-link.ts'
export {
  attachFiles,
  detachFiles,
  filesOfMessage,
  findAttachment,
  MAXIMUM_ATTACHMENTS,
  MAXIMUM_MAIL_ATTACHMENTS,
} from './attachment-store.ts'
export type { Attachment, ReceivedFile } from './attachment.ts'
export { inspectFile } from './inspect-file.ts'
export { storeBytes } from './store-bytes.ts'
export { sweepBlobs, sweepUploads } from './sweep-blobs.ts'
export { readTicket, readUploadId, signedUploadId, uploadTicket } from './upload-id.ts'
export { announceUpload, filesOfUploads, findUpload, keepUpload, storeUpload } from './upload.ts'
