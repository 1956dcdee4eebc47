import type { Readable } from 'node:stream'
import { parseMime } from './parse-mime.ts'
import { readBounce } from './read-bounce.ts'
import { readCalendar } from './read-calendar.ts'
import { readFiles, unpacked } from './read-files.ts'
import { decodedHeaders, mailboxes, mailDate, messageId, messageIds, rawHeaders } from './read-headers.ts'
import { UnreadableMail, type ReadMail } from './read-result.ts'
import { readTexts } from './read-texts.ts'

export * from './read-result.ts'

/** Reads a mail from its source; throws `UnreadableMail` when nothing can be made of it, and what the stream throws. */
export async function readMail(source: Buffer | Readable): Promise<ReadMail> {
  const parts = await parseMime(source)
  if (parts.headerLines.length === 0 && parts.text.trim() === '') throw new UnreadableMail('The mail is empty.')
  const raw = rawHeaders(parts.headerLines)
  const headers = decodedHeaders(raw)
  const contentType =
    (headers.get('content-type')?.[0] ?? 'text/plain').split(';')[0]?.trim().toLowerCase() || 'text/plain'
  const outlook = unpacked(parts.files)
  const { text, html } = readTexts({ text: parts.text || outlook.text, html: parts.html || outlook.html })
  const from = mailboxes(raw.get('from'))[0] ?? null
  return {
    messageId: messageId(raw.get('message-id')),
    inReplyTo: messageIds(raw.get('in-reply-to')),
    references: messageIds(raw.get('references')),
    from,
    sender: mailboxes(raw.get('sender'))[0] ?? null,
    replyTo: mailboxes(raw.get('reply-to')),
    to: mailboxes(raw.get('to')),
    cc: mailboxes(raw.get('cc')),
    bcc: mailboxes(raw.get('bcc')),
    subject: (headers.get('subject')?.[0] ?? '').replace(/\s+/g, ' ').trim(),
    date: mailDate(raw.get('date')),
    headers,
    text,
    html,
    attachments: await readFiles(outlook.files, html?.full ?? ''),
    bounce: readBounce(headers, { from: from?.address ?? '', text: text?.full ?? '' }, parts.files),
    calendar: readCalendar(parts.files),
    isMultipart: contentType.startsWith('multipart/'),
    contentType,
  }
}
