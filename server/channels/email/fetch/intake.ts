import type { Readable } from 'node:stream'

/** Where fetched mail goes. */
export interface Intake {
  /** Keeps the raw source of a mail; once it answers, the mail is ours. */
  keep(mail: FetchedMail & { source: Readable }): Promise<unknown>
  /** Keeps what is known of a mail that cannot be taken, for administrators to see. */
  quarantine(mail: FetchedMail & { head: Buffer; reason: string }): Promise<unknown>
}

/** Whose mail it is. */
export interface FetchedMail {
  accountId: number
  inboxId: number
}
