/** How a mail came in. */
export type MailRoute = 'imap' | 'smtp' | 'http'

/**
 * Where a mail that came in stands.
 *
 *     waiting ──▶ accepted      a message was made of it
 *        ▲   ├──▶ ignored       our own, or a loop: the reason says which
 *        │   ├──▶ bounce        it tells that a mail did not arrive
 *        │   └──▶ quarantined   it could not be read, or not be placed
 *        └───────────┘          (somebody tries it again)
 */
export type ReceivedState = 'waiting' | 'accepted' | 'ignored' | 'bounce' | 'quarantined'

/** A mail that came in. Its raw source lies in the blob store until retention removes it. */
export interface ReceivedMail {
  id: number
  accountId: number
  inboxId: number
  blobKey: string | null
  byteSize: number
  sha256: string
  /** The Message-ID without brackets, or one made of the source. */
  headerId: string
  via: MailRoute
  /** Null where the transport has none; empty for mails that want no bounces. */
  envelopeFrom: string | null
  envelopeTo: string[]
  subject: string | null
  sender: string | null
  state: ReceivedState
  reason: string | null
  messageId: number | null
  attempts: number
  nextTryAt: Date | null
  receivedAt: Date
  settledAt: Date | null
}

/** The task that reads one mail. */
export const readMailTask = 'read-mail'
