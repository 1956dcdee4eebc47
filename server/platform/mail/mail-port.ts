import type { Readable } from 'node:stream'

/** The way mail goes out, and what the installation says of itself in its mails. */
export interface MailPort {
  readonly installation: MailInstallation
  /** Hands a mail to a server; throws `MailFailure` and nothing else. */
  send(server: MailServer, mail: MailToSend): Promise<MailReceipt>
  /** Connects, encrypts and signs in, and sends nothing. */
  probe(server: MailServer): Promise<MailProbe>
}

/** What mails need to know of the installation. */
export interface MailInstallation {
  /** The name that people read. */
  name: string
  /** Where the desk is reached, such as https://desk.example.com; empty when it is not known. */
  origin: string
  /** The colour of buttons and of the line at the top of a mail, such as #b45309. */
  accent: string
  /** Whom the installation's own mails are from; null while no mail is set up. */
  from: MailAddress | null
  /** The server for mails of inboxes without one of their own; null while no mail is set up. */
  server: MailServer | null
  /** The domain whose mail comes to this installation, for addresses that answers find their thread by. */
  inboundDomain: string | null
  /** For how many days the source of a mail that came in is kept. */
  sourceDays: number
}

/** A name and an address. */
export interface MailAddress {
  name: string
  address: string
}

/** How a server is reached and signed in to. */
export interface MailServer {
  host: string
  port: number
  /** From the first byte, by STARTTLS that must work, by STARTTLS if it is offered, or never. */
  security: 'tls' | 'starttls' | 'if offered' | 'none'
  /** Whether the certificate must be right; only an inbox may say no. */
  verify: boolean
  user?: string | undefined
  password?: string | undefined
  /** Of OAuth 2, instead of a password. */
  accessToken?: string | undefined
  /** The name of SASL; absent, what the server offers. */
  method?: string | undefined
  /** What to call oneself in EHLO. */
  helo?: string | undefined
}

/** A mail as it is handed over. The recipients of the envelope may be fewer than those in its head: the others have it already. */
export interface MailToSend {
  messageId: string
  from: MailAddress
  replyTo: string | null
  to: string[]
  cc: string[]
  recipients: string[]
  /** Where bounces go; an empty text asks for none (RFC 3834 §3.3). */
  returnPath: string
  subject: string
  text: string
  html: string | null
  headers: Record<string, string>
  date: Date
  attachments: { fileName: string; contentType: string; content: Readable; cid?: string | undefined }[]
  dkim: { domain: string; selector: string; privateKey: string } | null
}

/** What the server said to a mail that it took, and whom it refused. */
export interface MailReceipt {
  answer: string
  refused: RefusedRecipient[]
}

/** A recipient whom the server did not take, for now or for good. */
export interface RefusedRecipient {
  address: string
  answer: string
  lasting: boolean
}

/** How a probe went: what both sides said, without secrets. */
export interface MailProbe {
  ok: boolean
  error: string | null
  transcript: string[]
}

/** A mail was not taken. `lasting`: trying again would lead to the same. The message has no secrets in it. */
export class MailFailure extends Error {
  override readonly name = 'MailFailure'
  readonly lasting: boolean
  readonly refused: RefusedRecipient[]
  /** The server did not take the token; another one may be taken. */
  readonly tokenRefused: boolean

  constructor(
    message: string,
    options: { lasting: boolean; refused?: RefusedRecipient[]; tokenRefused?: boolean; cause?: unknown },
  ) {
    super(message, { cause: options.cause })
    this.lasting = options.lasting
    this.refused = options.refused ?? []
    this.tokenRefused = options.tokenRefused ?? false
  }
}
