import { DecryptionFailed, type Secrets } from '../../platform/secrets/secrets.ts'
import { ImapFailure, type ImapServer } from '../../platform/mail/imap/imap-port.ts'
import { MAILBOX_PASSWORD, type EmailChannel } from '../inboxes/index.ts'

/** Where the mailboxes of well-known providers are. */
const PROVIDERS = { google: 'imap.gmail.com', microsoft: 'outlook.office365.com' }

/** How the mailbox of an inbox is reached. Its mail is fetched with a password unless `usesTokens`. */
export interface MailboxServer extends Omit<ImapServer, 'password' | 'accessToken'> {
  usesTokens: boolean
}

/** The server that an inbox's mail is fetched from, or null when none is named. */
export function mailboxServerOf(channel: EmailChannel): MailboxServer | null {
  const host = channel.imapAddress.trim() || (channel.provider ? PROVIDERS[channel.provider] : '')
  if (!host) return null
  const security = channel.imapEnableSsl ? 'tls' : 'starttls'
  return {
    host,
    port: channel.imapPort || (security === 'tls' ? 993 : 143),
    security,
    user: channel.imapLogin || channel.email,
    // The library has no CRAM-MD5, and inside TLS a password is as safe without.
    method: ({ plain: 'PLAIN', login: 'LOGIN' } as const)[channel.imapAuthentication as 'plain' | 'login'],
    usesTokens:
      channel.provider !== null && (channel.imapAuthentication === 'xoauth2' || !channel.imapPasswordEncrypted),
  }
}

/** The password of a mailbox; throws `ImapFailure` when it cannot be read. */
export function mailboxPassword(channel: EmailChannel, secrets: Secrets): string {
  try {
    return channel.imapPasswordEncrypted ? secrets.decrypt(channel.imapPasswordEncrypted, MAILBOX_PASSWORD) : ''
  } catch (cause) {
    if (!(cause instanceof DecryptionFailed)) throw cause
    const words = 'The password cannot be read: it was stored under another SECRET_KEY. Enter it again.'
    throw new ImapFailure('settings', words, { cause })
  }
}
