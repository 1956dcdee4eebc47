import { readFile } from 'node:fs/promises'
import { StartError } from '../platform/config/index.ts'
import { allowedPlaces } from '../platform/http-client/allowed-places.ts'
import { resolveBySystem } from '../platform/http-client/guarded-client.ts'
import type { MailGuard } from '../platform/mail/guarded-socket.ts'
import type { MailAddress, MailPort, MailServer } from '../platform/mail/mail-port.ts'
import { imapMail } from '../platform/mail/imap/imap-mail.ts'
import type { ImapPort } from '../platform/mail/imap/imap-port.ts'
import { smtpMail } from '../platform/mail/smtp-mail.ts'
import { isLoopback } from './first-start.ts'
import type { Settings } from './settings.ts'

// The product's own colour, as long as an installation has no other.
const ACCENT = '#b45309'

/** Opens the way out for mail. Without a server of its own the installation still sends what inboxes have servers for. */
export async function openMail(settings: Settings): Promise<MailPort> {
  const { mail, branding } = settings
  const server = serverOf(mail)
  const { installationName: name } = branding
  return smtpMail({
    guard: guardOf(settings),
    authorities: await authoritiesOf(mail.authoritiesFile),
    installation: {
      name,
      origin: originOf(settings),
      accent: branding.accent ?? ACCENT,
      server,
      from: server && senderOf(mail, server, name),
      inboundDomain: mail.inboundDomain ?? null,
      sourceDays: mail.sourceDays,
    },
  })
}

/** Opens the way to the mailboxes that inboxes fetch their mail from. */
export async function openImap(settings: Settings): Promise<ImapPort> {
  return imapMail({ guard: guardOf(settings), authorities: await authoritiesOf(settings.mail.authoritiesFile) })
}

function guardOf({ security }: Settings): MailGuard {
  return { allowed: allowedPlaces(security.outgoingAllow ?? []), resolve: resolveBySystem }
}

function serverOf(mail: Settings['mail']): MailServer | null {
  const url = mail.url === undefined ? undefined : new URL(mail.url)
  const host = mail.host ?? url?.hostname.replace(/^\[|\]$/g, '')
  if (!host) return null
  const security = mail.security ?? (url?.protocol === 'smtps:' ? 'tls' : 'starttls')
  const port = mail.port ?? (Number(url?.port) || (security === 'tls' ? 465 : 587))
  const user = mail.user ?? (url?.username ? decodeURIComponent(url.username) : undefined)
  const password = mail.password ?? (url?.password ? decodeURIComponent(url.password) : undefined)
  return { host, port, security, verify: true, user, password }
}

function senderOf(mail: Settings['mail'], server: MailServer, name: string): MailAddress {
  const address = mail.from ?? server.user
  if (address?.includes('@')) return { name, address }
  throw new StartError('MAIL_FROM is missing: set it to the address that the desk sends from.')
}

/** Links in mails never come from a request's Host: whoever asks for a password could choose where its link leads. */
function originOf({ server: { publicUrl, host, port }, mail }: Settings): string {
  if (publicUrl === undefined && serverOf(mail) && !isLoopback(host)) {
    throw new StartError('PUBLIC_URL is missing: mails have links to the desk. Set it to the address that people use.')
  }
  return publicUrl ?? `http://${host}:${port}`
}

async function authoritiesOf(file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined
  return readFile(file, 'utf8').catch(() => {
    throw new StartError(`SMTP_CA_FILE ${file} cannot be read.`)
  })
}
