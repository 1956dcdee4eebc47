import type { Database } from '../../platform/database/connection.ts'
import type { HttpClient } from '../../platform/http-client/http-client.ts'
import { ImapFailure, type ImapPort, type ImapServer } from '../../platform/mail/imap/imap-port.ts'
import { TokenFailure, type MailProviders } from '../../platform/mail/mail-providers.ts'
import type { Secrets } from '../../platform/secrets/secrets.ts'
import { accessTokenOf, type Inbox } from '../inboxes/index.ts'
import { mailboxPassword, mailboxServerOf } from './mailbox-server.ts'

/** What signing in to a mailbox needs. */
export interface SignInPorts {
  db: Database
  secrets: Secrets
  outgoing: HttpClient
  mailProviders: MailProviders
  imap: ImapPort
  now: () => Date
}

/** The server of an inbox's mailbox with what one signs in with there, a fresh token if need be; null when it names none. Throws `ImapFailure`. */
export async function signInTo(ports: SignInPorts, inbox: Inbox): Promise<ImapServer | null> {
  const server = inbox.emailChannel && mailboxServerOf(inbox.emailChannel)
  if (!inbox.emailChannel || !server) return null
  const { usesTokens, ...place } = server
  if (usesTokens) return { ...place, accessToken: await accessTokenOf(ports, inbox).catch(asFailure) }
  return { ...place, password: mailboxPassword(inbox.emailChannel, ports.secrets) }
}

function asFailure(cause: unknown): never {
  if (!(cause instanceof TokenFailure)) throw cause
  throw new ImapFailure(cause.lasting ? 'sign-in' : 'connection', cause.message, { cause })
}

/** How trying out a mailbox went: what both sides said, without secrets. */
export interface MailboxProbe {
  ok: boolean
  error: string | null
  host: string
  port: number
  transcript: string[]
}

/** Tries out the mailbox of an inbox; null when it names no server. */
export async function probeMailbox(ports: SignInPorts, inbox: Inbox): Promise<MailboxProbe | null> {
  const place = inbox.emailChannel && mailboxServerOf(inbox.emailChannel)
  if (!place) return null
  const { host, port } = place
  try {
    const server = await signInTo(ports, inbox)
    return server && { host, port, ...(await ports.imap.probe(server)) }
  } catch (error) {
    if (!(error instanceof ImapFailure)) throw error
    return { ok: false, error: error.message, host, port, transcript: [] }
  }
}
