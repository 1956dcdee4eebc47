import type { Json } from '../../../kernel/event.ts'
import type { ReceivedMail } from '../../../features/received-mails/index.ts'
import type { Mailbox, ReadMail } from '../../../platform/mail/read/read-mail.ts'

type Attributes = { [key: string]: Json }

// Longer texts are shown as they are: each piece would be most of it once more.
const LONGEST_IN_PIECES = 250_000
const FORWARDING = ['x-original-from', 'x-original-sender', 'x-forwarded-for']

/**
 * What a message keeps of its mail: `content_attributes` with `email`, `cc_email` and `bcc_email` (contract 5.3). In the contract's words
 * `reply` is the whole text and `quoted` what is left of it without the history; `history` and `signature` are ours.
 */
export function emailAttributes(
  mail: ReadMail,
  received: Pick<ReceivedMail, 'headerId'>,
  marks: { autoReply: boolean; unanswerable: boolean },
): Attributes {
  const { text, html, calendar } = mail
  return {
    email: {
      subject: mail.subject,
      from: addresses(mail.from ? [mail.from] : []),
      from_name: mail.from?.name ?? null,
      to: addresses(mail.to),
      cc: addresses(mail.cc),
      bcc: addresses(mail.bcc),
      date: mail.date?.toISOString() ?? null,
      message_id: received.headerId,
      in_reply_to: mail.inReplyTo[0] ?? null,
      references: mail.references,
      headers: forwarded(mail),
      content_type: mail.contentType,
      multipart: mail.isMultipart,
      number_of_attachments: mail.attachments.length,
      html_content: html ? inPieces(html) : {},
      text_content: text ? { ...inPieces(text), signature: text.signature } : {},
      auto_reply: marks.autoReply,
      ...(marks.unanswerable && { no_auto_answer: true }),
      ...(calendar && { calendar: calendarOf(calendar) }),
    },
    cc_email: addresses(mail.cc),
    bcc_email: addresses(mail.bcc),
  }
}

function inPieces({ full, reply, quoted }: { full: string; reply: string; quoted: string }): Attributes {
  if (full.length > LONGEST_IN_PIECES) return { full }
  return { full, reply: full, quoted: reply, history: quoted }
}

function addresses(mailboxes: Mailbox[]): string[] {
  return mailboxes.map(({ address }) => address)
}

function forwarded({ headers }: ReadMail): Attributes | null {
  const found = FORWARDING.flatMap((name) => {
    const value = headers.get(name)?.[0]
    return value === undefined ? [] : [[name, value] as const]
  })
  return found.length > 0 ? Object.fromEntries(found) : null
}

function calendarOf(calendar: NonNullable<ReadMail['calendar']>): Attributes {
  // Dates and times in it are plain data already.
  return JSON.parse(JSON.stringify(calendar)) as Attributes
}
