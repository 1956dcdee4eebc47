import { fileTypeFromBuffer } from 'file-type'

// Text has no magic bytes; of what a sender may claim, only these are believed, and none of them runs in a browser.
const BELIEVED_TEXT = new Set(['text/plain', 'text/csv', 'application/json', 'text/calendar', 'text/vcard'])

/** What a file is, by its first bytes (`StoredBlob.head`), whatever its sender calls it; `application/octet-stream` when nobody knows. */
export async function sniffType(head: Buffer, declared: string): Promise<string> {
  const found = await fileTypeFromBuffer(head)
  if (found) return found.mime
  const claim = declared.split(';')[0]?.trim().toLowerCase() ?? ''
  return BELIEVED_TEXT.has(claim) && !head.includes(0) ? claim : 'application/octet-stream'
}
