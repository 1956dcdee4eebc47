import type { ImapServer } from '../../../platform/mail/imap/imap-port.ts'
import type { Ports } from '../../../platform/http/ports.ts'
import type { EmailChannel, Inbox } from '../../../features/inboxes/index.ts'
import { mailboxPassword, type MailboxServer } from '../../../features/mailboxes/index.ts'

/** Finds the access token of a mailbox at a provider, a fresh one if need be; throws `ImapFailure`. */
export type FindToken = (inbox: Inbox) => Promise<string>

/** A mailbox's server with what one signs in with there. */
export async function withSignIn(
  ports: Pick<Ports, 'secrets'>,
  inbox: Inbox & { emailChannel: EmailChannel },
  { usesTokens, ...server }: MailboxServer,
  findToken: FindToken,
): Promise<ImapServer> {
  if (usesTokens) return { ...server, accessToken: await findToken(inbox) }
  return { ...server, password: mailboxPassword(inbox.emailChannel, ports.secrets) }
}
