import { lastingAttachmentLink, type Attachment } from '../../features/attachments/index.ts'
import type { Locale } from '../../features/accounts/index.ts'
import type { MessageView } from '../../features/conversations/index.ts'
import { escapeHtml, mailText, type MailFile } from '../../features/mails/index.ts'
import type { ForwardedMail } from './forwarded-mail.ts'
import { textWithPictures } from './inline-pictures.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'

/** What a mail quotes below the answer. */
export interface Quoted {
  who: string
  date: string
  text: string
}

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

/** An answer in both forms: what was written, links to large files, and what it answers. */
export function bodyOfAnswer(
  message: Pick<MessageView, 'content'>,
  around: {
    locale: Locale
    files: MailFiles
    quoted: Quoted | null
    /** What is handed on, instead of what is answered. */
    forwarded: Pick<ForwardedMail, 'text' | 'html'> | null
    link?: string | undefined
  },
): { text: string; html: string } {
  const {
    locale,
    files: { attached, linked },
    forwarded,
    link,
  } = around
  const quoted = forwarded ? null : around.quoted
  const content = textWithPictures(message.content ?? '', attached)
  const heading = mailText(locale, 'reply.files')
  const wrote = quoted && mailText(locale, 'reply.wrote', { date: quoted.date, who: quoted.who })
  const text = [
    content.text,
    link,
    linked.length > 0 && [`${heading}:`, ...linked.map((one) => `${one.name}: ${one.url}`)].join('\n'),
    quoted && `${wrote}\n${quoted.text.replace(/^/gm, '> ')}`,
    forwarded?.text,
  ]
  const html = [
    content.html,
    link && `<p><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p>`,
    linked.length > 0 && `<p>${escapeHtml(heading)}:<br>${linked.map(anchor).join('<br>')}</p>`,
    quoted &&
      `<div><p>${escapeHtml(wrote ?? '')}</p><blockquote type="cite" style="margin:0;padding-left:12px;border-left:2px solid #8888">${escapeHtml(quoted.text).replace(/\r?\n/g, '<br>')}</blockquote></div>`,
    forwarded?.html,
  ]
  return { text: `${text.filter(Boolean).join('\n\n')}\n`, html: html.filter(Boolean).join('\n') }
}

function anchor({ name, url }: { name: string; url: string }): string {
  return `<a href="${escapeHtml(url)}">${escapeHtml(name)}</a>`
}
