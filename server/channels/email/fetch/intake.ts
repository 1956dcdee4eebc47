import type { Readable } from 'node:stream'
import type { Ports } from '../../../platform/http/ports.ts'
import { keepRawMail, quarantineUnfetched } from '../../../features/received-mails/index.ts'

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

/** Keeps fetched mail among what came in. A mail may grow a little on its way: the server's figure is not believed to the byte. */
export function intakeOf(ports: Ports, maximumBytes: number): Intake {
  return {
    keep: (mail) => keepRawMail(ports, { ...mail, via: 'imap', maximumBytes: maximumBytes * 2 }),
    quarantine: (mail) => quarantineUnfetched(ports, { ...mail, via: 'imap' }),
  }
}
