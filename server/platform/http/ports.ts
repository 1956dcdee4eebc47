import type { Blobs } from '../blobs/blobs.ts'
import type { Database } from '../database/connection.ts'
import type { Reader } from '../database/reader.ts'
import type { OpenWork } from '../database/unit-of-work.ts'
import type { DnsPort } from '../dns/dns-port.ts'
import type { HttpClient } from '../http-client/http-client.ts'
import type { Log } from '../log/log.ts'
import type { ImapPort } from '../mail/imap/imap-port.ts'
import type { MailPort } from '../mail/mail-port.ts'
import type { MailProviders } from '../mail/mail-providers.ts'
import type { PubSub } from '../pubsub/pubsub.ts'
import type { Scratch } from '../scratch/scratch.ts'
import type { Secrets } from '../secrets/secrets.ts'

export type { Work } from '../database/unit-of-work.ts'
export type { Log }

/** The doors to the outside that a request may use; the same in a test, with other drivers behind them. */
export interface Ports {
  db: Database
  /** For lists and reports: the replica when there is one. */
  reader: Reader
  work: OpenWork
  blobs: Blobs
  /** To addresses that other people chose: pictures, webhooks. */
  outgoing: HttpClient
  mail: MailPort
  imap: ImapPort
  /** With whom mailboxes are signed in to without a password. */
  mailProviders: MailProviders
  dns: DnsPort
  pubsub: PubSub
  scratch: Scratch
  secrets: Secrets
  log: Log
  now: () => Date
}
