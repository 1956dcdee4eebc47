import type { Secrets } from '../../platform/secrets/secrets.ts'
import { MailFailure, type MailPort, type MailServer } from '../../platform/mail/mail-port.ts'
import { TokenFailure } from '../../platform/mail/mail-providers.ts'
import { accessTokenOf, MAILBOX_PASSWORD, type EmailChannel, type Inbox } from '../inboxes/index.ts'

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

/** The same with what one signs in with: for a mailbox at a provider a token, a fresh one if need be. Throws `MailFailure`. */
export async function signedInServerOf(
  ports: Parameters<typeof accessTokenOf>[0],
  inbox: Inbox,
): Promise<MailServer | null> {
  const { emailChannel: channel } = inbox
  const server = channel && mailServerOf(channel, ports.secrets)
  if (!server || !channel.provider || channel.smtpPasswordEncrypted || !channel.providerTokensEncrypted) return server
  try {
    const accessToken = await accessTokenOf(ports, inbox)
    return {
      ...server,
      security: server.security === 'tls' ? 'tls' : 'starttls',
      user: channel.smtpLogin || channel.email,
      accessToken,
    }
  } catch (cause) {
    if (!(cause instanceof TokenFailure)) throw cause
    throw new MailFailure(cause.message, { lasting: cause.lasting, cause })
  }
}

/** Tries out the server of an inbox, or the installation's; null when there is neither. */
export async function probeServerOf(ports: Parameters<typeof accessTokenOf>[0] & { mail: MailPort }, inbox: Inbox) {
  const { emailChannel: channel } = inbox
  const place = (channel && mailServerOf(channel, ports.secrets)) ?? ports.mail.installation.server
  if (!place) return null
  const { host, port } = place
  try {
    const server = (await signedInServerOf(ports, inbox)) ?? place
    const { ok, error, transcript } = await ports.mail.probe(server)
    return { ok, error, host, port, transcript }
  } catch (error) {
    if (!(error instanceof MailFailure)) throw error
    return { ok: false, error: error.message, host, port, transcript: [] }
  }
}

const METHODS = { plain: 'PLAIN', login: 'LOGIN', cram_md5: 'CRAM-MD5', xoauth2: 'XOAUTH2' }
