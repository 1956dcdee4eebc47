import type { Readable } from 'node:stream'
import type { MailProbe } from '../mail-port.ts'

/** The way mail is fetched from the mailboxes of other servers (IMAP, RFC 9051). */
export interface ImapPort {
  /** Connects, encrypts, signs in and opens INBOX for reading only; throws `ImapFailure` and nothing else. */
  open(server: ImapServer): Promise<OpenMailbox>
  /** Does the same, and says what both sides said. */
  probe(server: ImapServer): Promise<MailProbe>
}

/** How a mailbox is reached and signed in to. The connection is encrypted in any case, and the certificate must be right. */
export interface ImapServer {
  host: string
  port: number
  /** From the first byte, or by STARTTLS, which must work. */
  security: 'tls' | 'starttls'
  user: string
  password?: string | undefined
  /** Of OAuth 2, instead of a password (XOAUTH2, RFC 7628). */
  accessToken?: string | undefined
  /** The name of SASL; absent, what the server offers. */
  method?: 'PLAIN' | 'LOGIN' | undefined
}

/** How long a server may take; in milliseconds. */
export interface ImapPatience {
  connect: number
  /** For the greeting, and for each answer after it. */
  answer: number
}

/** A mail of a mailbox, as it is listed. */
export interface ListedMail {
  uid: number
  size: number
  /** When the server got it. */
  arrivedAt: Date
}

/** An open INBOX. Nothing that is done with it marks a mail as read. Everything throws `ImapFailure` and nothing else. */
export interface OpenMailbox {
  /** Changes when the server gives its mails new numbers (RFC 9051 §2.3.1.1). */
  uidValidity: number
  /** The number that the next mail will have at least. */
  uidNext: number
  canIdle: boolean
  /** The numbers of mails after this one, the lowest first; only those below a number that arrived since the day of a moment, if told. */
  uidsAfter(uid: number, only?: { below: number; since: Date }): Promise<number[]>
  /** What these mails are, the lowest number first; what is gone is left out. */
  list(uids: number[]): Promise<ListedMail[]>
  /** The source of a mail, which ends with an error when it does not come whole; null when the mail is gone. */
  download(uid: number): Promise<Readable | null>
  /** The head of a mail only; null when the mail is gone. */
  head(uid: number): Promise<Buffer | null>
  /** Waits for new mail: until the server tells of it (IDLE) or the time is over, and then makes sure that it still answers. */
  waitForMail(options: { idle: boolean; milliseconds: number; signal: AbortSignal }): Promise<void>
  /** Signs out; never throws. */
  close(): Promise<void>
}

/** Why a mailbox could not be worked with. */
export type ImapFailureKind =
  /** The server does not know the user, the password or the token. */
  | 'sign-in'
  /** It may not be spoken to, or what is told of it cannot be right. */
  | 'settings'
  /** The connection could not be made, or broke. */
  | 'connection'
  /** The server said no to one command, and the connection goes on. */
  | 'refused'

/** A mailbox could not be worked with. The message is for people and has no secrets in it. */
export class ImapFailure extends Error {
  override readonly name = 'ImapFailure'
  readonly kind: ImapFailureKind

  constructor(kind: ImapFailureKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}
