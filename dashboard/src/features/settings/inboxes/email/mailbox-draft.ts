import type { MailboxInbox } from '../../../../api/settings.ts'
import { serversOf } from './mail-presets.ts'
import type { Encryption, Provider } from './mail-presets.ts'

/** A mailbox as its form says it. Passwords are only ever written: an empty one leaves what is kept. */
export interface MailboxDraft extends Record<string, unknown> {
  email: string
  incoming: 'imap' | 'forwarding'
  imap_address: string
  imap_port: string
  imap_login: string
  imap_password: string
  imap_enable_ssl: boolean
  outgoing: 'own' | 'installation'
  smtp_address: string
  smtp_port: string
  smtp_login: string
  smtp_password: string
  smtp_encryption: Encryption
  smtp_verify: boolean
}

export function readMailbox(inbox: MailboxInbox): MailboxDraft {
  return {
    email: inbox.email ?? '',
    incoming: inbox.imap_enabled ? 'imap' : 'forwarding',
    imap_address: inbox.imap_address,
    imap_port: portText(inbox.imap_port),
    imap_login: inbox.imap_login,
    imap_password: '',
    imap_enable_ssl: inbox.imap_enable_ssl,
    outgoing: inbox.smtp_enabled ? 'own' : 'installation',
    smtp_address: inbox.smtp_address,
    smtp_port: portText(inbox.smtp_port),
    smtp_login: inbox.smtp_login,
    smtp_password: '',
    smtp_encryption: inbox.smtp_enable_ssl_tls ? 'tls' : inbox.smtp_enable_starttls_auto ? 'starttls' : 'none',
    smtp_verify: inbox.smtp_openssl_verify_mode !== 'none',
  }
}

/** What was changed, as the contract says it (2.6). */
export function writeMailbox(changes: Partial<MailboxDraft>): Record<string, unknown> {
  const { incoming, outgoing, smtp_encryption, smtp_verify, imap_port, smtp_port, ...rest } = changes
  const { imap_password, smtp_password, ...plain } = rest
  return {
    ...plain,
    ...(imap_password && { imap_password }),
    ...(smtp_password && { smtp_password }),
    ...(imap_port !== undefined && { imap_port: Number(imap_port) || 0 }),
    ...(smtp_port !== undefined && { smtp_port: Number(smtp_port) || 0 }),
    ...(incoming && { imap_enabled: incoming === 'imap' }),
    ...(outgoing && { smtp_enabled: outgoing === 'own' }),
    ...(smtp_encryption && {
      smtp_enable_ssl_tls: smtp_encryption === 'tls',
      smtp_enable_starttls_auto: smtp_encryption === 'starttls',
    }),
    ...(smtp_verify !== undefined && { smtp_openssl_verify_mode: smtp_verify ? 'peer' : 'none' }),
  }
}

/** The servers of a provider; the address is what most of them are signed in to with. */
export function withServers(draft: MailboxDraft, provider: Provider): Partial<MailboxDraft> {
  const { imap, smtp } = serversOf(provider, draft.email)
  return {
    imap_address: imap.host,
    imap_port: String(imap.port),
    imap_login: draft.imap_login || draft.email,
    imap_enable_ssl: true,
    smtp_address: smtp.host,
    smtp_port: String(smtp.port),
    smtp_login: draft.smtp_login || draft.email,
    smtp_encryption: smtp.encryption,
  }
}

/** The port that goes with an encryption, where the port is the usual one of another. */
export function portFor(encryption: Encryption, port: string): string {
  const usual = { tls: '465', starttls: '587', none: '25' }
  return port === '' || Object.values(usual).includes(port) ? usual[encryption] : port
}

const portText = (port: number) => (port > 0 ? String(port) : '')
