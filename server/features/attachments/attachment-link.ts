import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { Attachment } from './attachment.ts'

const PURPOSE = 'attachment-link'
const STEP_SECONDS = 3600

/** A link to a file: whoever has it may read the file for one to two hours. It stays the same within an hour, so browsers cache. */
export function attachmentLink(secrets: Secrets, attachment: Attachment, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000)
  return linkUntil(secrets, attachment, (Math.floor(seconds / STEP_SECONDS) + 2) * STEP_SECONDS)
}

/** A link to a file for a mail, which is read when its reader has time. */
export function lastingAttachmentLink(
  secrets: Secrets,
  attachment: Pick<Attachment, 'id' | 'fileName'>,
  until: Date,
): string {
  return linkUntil(secrets, attachment, Math.floor(until.getTime() / 1000))
}

function linkUntil(secrets: Secrets, attachment: Pick<Attachment, 'id' | 'fileName'>, expires: number): string {
  const signature = secrets.sign(PURPOSE, `${attachment.id}.${expires}`)
  return `/attachments/${attachment.id}/${encodeURIComponent(attachment.fileName)}?exp=${expires}&sig=${signature}`
}

/** Whether a link was made here for this file and has not expired. */
export function linkIsValid(
  secrets: Secrets,
  link: { id: number; expires: number; signature: string },
  now: Date,
): boolean {
  if (!(link.expires * 1000 > now.getTime())) return false
  return secrets.verify(PURPOSE, `${link.id}.${link.expires}`, link.signature)
}
