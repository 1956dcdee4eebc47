import type { Secrets } from '../../platform/secrets/secrets.ts'
import type { MailServer } from '../../platform/mail/mail-port.ts'
import { MAILBOX_PASSWORD, type EmailChannel } from '../inboxes/index.ts'

/** Where the mail of well-known providers goes out. */
const PROVIDERS = { google: 'smtp.gmail.com', microsoft: 'smtp.office365.com' }

/** The server that a mailbox sends through, or null when it has none and the installation's is used. */
export function mailServerOf(channel: EmailChannel, secrets: Secrets): MailServer | null {
  if (!channel.smtpEnabled) return null
  const host = channel.smtpAddress || (channel.provider ? PROVIDERS[channel.provider] : '')
  if (!host) return null
  const security = channel.smtpEnableSslTls ? 'tls' : channel.smtpEnableStarttlsAuto ? 'if offered' : 'none'
  const encrypted = channel.smtpPasswordEncrypted
  return {
    host,
    port: channel.smtpPort || (security === 'tls' ? 465 : 587),
    // A password is not sent in the clear because a server, or somebody in between, leaves STARTTLS out.
    security: security === 'if offered' && encrypted ? 'starttls' : security,
    verify: channel.smtpOpensslVerifyMode !== 'none',
    ...(channel.smtpLogin && {
      user: channel.smtpLogin,
      password: encrypted ? secrets.decrypt(encrypted, MAILBOX_PASSWORD) : '',
      method: METHODS[channel.smtpAuthentication],
    }),
    ...(channel.smtpDomain && { helo: channel.smtpDomain }),
  }
}

const METHODS = { plain: 'PLAIN', login: 'LOGIN', cram_md5: 'CRAM-MD5', xoauth2: 'XOAUTH2' }
