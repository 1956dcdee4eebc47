import type { Json } from '../../kernel/event.ts'

/** What a mail is for. */
export type MailPurpose =
  | 'invitation'
  | 'password'
  | 'confirmation'
  | 'reply'
  | 'continuity'
  | 'transcript'
  | 'notification'
  | 'import'
  | 'export'
  | 'test'

/** The two forms of what a mail says. */
export interface MailBody {
  text: string
  html: string
}

/** A file that goes with a mail. Its bytes are read when the mail is sent. */
export interface MailFile {
  blobKey: string
  fileName: string
  contentType: string
  /** What the HTML calls a picture by that it shows inside itself. */
  cid?: string | undefined
}

/** A mail as it is put into the outbox. */
export interface NewMail {
  purpose: MailPurpose
  /** Null: the installation's own word, whatever the account. */
  accountId: number | null
  inboxId?: number | undefined
  conversationId?: number | undefined
  messageId?: number | undefined
  from: { name: string; address: string }
  replyTo?: string | undefined
  to: string[]
  cc?: string[] | undefined
  bcc?: string[] | undefined
  subject: string
  body: MailBody
  headers?: { [name: string]: string } | undefined
  files?: MailFile[] | undefined
  /** The Message-ID without brackets; absent, one is made. */
  headerId?: string | undefined
}

/**
 * A mail in the outbox.
 *
 *     waiting ──▶ sending ──▶ sent
 *        ▲           │ ├────▶ failed ──▶ waiting (somebody tries it again)
 *        └───────────┘
 *
 * It is `sending` before anything is said to a server. One that is found so after a crash is sent again under the same Message-ID,
 * by which receivers know the copy.
 */
export interface Mail {
  id: number
  accountId: number | null
  inboxId: number | null
  conversationId: number | null
  messageId: number | null
  purpose: MailPurpose
  fromName: string
  fromAddress: string
  replyTo: string | null
  to: string[]
  cc: string[]
  recipients: string[]
  subject: string
  bodyEncrypted: string | null
  headers: { [name: string]: Json }
  attachments: MailFile[]
  headerId: string
  state: 'waiting' | 'sending' | 'sent' | 'failed'
  attempts: number
  lastAnswer: string | null
  nextTryAt: Date | null
  sentAt: Date | null
  createdAt: Date
}

/** A mail in a list, with the number of the conversation that it is of. */
export type ListedMail = Mail & { conversationNumber: number | null }

const MINUTE = 60
const HOUR = 60 * MINUTE

// Greylisting opens after some minutes; a server that is down for a day and a half is waited for.
const PAUSES = [1, 5, 10, 15, 30].map((n) => n * MINUTE).concat([1, 2, 3, 4, 6, 8, 12, 12].map((n) => n * HOUR))

/** How many seconds to wait after this many attempts, or undefined when it was tried for two days. */
export function pauseAfter(attempts: number): number | undefined {
  return PAUSES[attempts - 1]
}

/** What the body of a mail is encrypted for. */
export const MAIL_BODY = 'mail-body'

/** The task that sends one mail. */
export const sendMailTask = 'send-mail'
