/** What a mail says, once it is read. Ids are without angle brackets; no text holds NUL or half a surrogate pair. */
export interface ReadMail {
  messageId: string | null
  inReplyTo: string[]
  references: string[]
  from: Mailbox | null
  sender: Mailbox | null
  replyTo: Mailbox[]
  to: Mailbox[]
  cc: Mailbox[]
  bcc: Mailbox[]
  subject: string
  date: Date | null
  /** Every header: names in lower case, values unfolded and decoded, in the order of the mail. */
  headers: ReadonlyMap<string, string[]>
  /** Made from the HTML when the mail has no text of its own; null when it has neither. */
  text: ReadText | null
  /** Sanitised: nothing in it runs, and nothing is fetched until somebody asks (see `sanitizeHtml`). */
  html: ReadHtml | null
  attachments: ReadAttachment[]
  /** Set when the mail reports that another one could not be delivered. */
  bounce: Bounce | null
  calendar: CalendarPart | null
  isMultipart: boolean
  /** Of the mail as a whole, such as multipart/alternative. */
  contentType: string
}

/** Somebody in a header; the address is in lower case. */
export interface Mailbox {
  name: string | null
  address: string
}

/** A plain text in its pieces: `reply` is what was written now, without the quoted history and the signature. */
export interface ReadText {
  full: string
  reply: string
  quoted: string
  signature: string
}

/** An HTML text in its pieces; each of them is well formed by itself. */
export interface ReadHtml {
  full: string
  reply: string
  quoted: string
}

/** A file of a mail. */
export interface ReadAttachment {
  name: string
  /** By its first bytes, not by what the sender called it. */
  contentType: string
  size: number
  /** What `cid:` links of the HTML call it by. */
  contentId: string | null
  /** Shown inside the text rather than below it. */
  isInline: boolean
  content: Buffer
}

/** A report that a mail could not be delivered (RFC 3464), or a letter that says so in its own form. */
export interface Bounce {
  failedRecipients: string[]
  /** As in RFC 3463, such as 5.1.1. */
  status: string | null
  diagnostic: string | null
  originalMessageId: string | null
}

/** An event of a calendar that came with the mail (RFC 5545, RFC 5546). */
export interface CalendarPart {
  /** REQUEST, CANCEL, REPLY and so on. */
  method: string | null
  summary: string | null
  start: CalendarTime | null
  end: CalendarTime | null
  location: string | null
  organizer: Mailbox | null
}

/** A moment as a calendar writes it: ISO 8601, in UTC when it ends in Z, else on the clock of `zone`, or of wherever one is. */
export interface CalendarTime {
  at: string
  zone: string | null
  isWholeDay: boolean
}

/** Nothing can be made of the mail; the message says why, for people. */
export class UnreadableMail extends Error {
  override readonly name = 'UnreadableMail'
}
