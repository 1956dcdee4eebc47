import { lastingAttachmentLink, type Attachment } from '../../features/attachments/index.ts'
import type { MailFile } from '../../features/mails/index.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'

/** The files of a message: those that go with the mail, and links to the others. */
export interface MailFiles {
  attached: MailFile[]
  linked: { name: string; url: string }[]
}

// Servers refuse mails that are much larger; base64 makes a third more of it (contract 5.4).
const ATTACHED_BYTES = 20 * 1024 * 1024
const LINK_MS = 30 * 24 * 3600 * 1000

/** A file, and what the HTML of a mail calls it by when it shows it inside itself. */
export type MailedFile = Attachment & { contentId?: string | null }

/** Divides files into what fits into a mail, in their order, and links for the rest. */
export function divideFiles(
  files: MailedFile[],
  { origin, secrets, now }: { origin: string; secrets: Secrets; now: Date },
): MailFiles {
  const divided: MailFiles = { attached: [], linked: [] }
  let left = ATTACHED_BYTES
  for (const file of files) {
    const { blobKey, fileName, contentType, byteSize, contentId } = file
    if (byteSize <= left) {
      divided.attached.push({ blobKey, fileName, contentType, ...(contentId && { cid: contentId }) })
      left -= byteSize
    } else {
      const until = new Date(now.getTime() + LINK_MS)
      divided.linked.push({ name: fileName, url: origin + lastingAttachmentLink(secrets, file, until) })
    }
  }
  return divided
}
