/** How a server is reached, as forms say it. */
export type Encryption = 'tls' | 'starttls' | 'none'

interface Preset {
  domains: readonly string[]
  imap: { host: string; port: number }
  smtp: { host: string; port: number; encryption: Encryption }
}

/** The servers of well-known providers. Their texts stand in the catalogue under `mail_preset`. */
export const mailPresets = {
  google: {
    domains: ['gmail.com', 'googlemail.com'],
    imap: { host: 'imap.gmail.com', port: 993 },
    smtp: { host: 'smtp.gmail.com', port: 465, encryption: 'tls' },
  },
  microsoft: {
    domains: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com'],
    imap: { host: 'outlook.office365.com', port: 993 },
    smtp: { host: 'smtp.office365.com', port: 587, encryption: 'starttls' },
  },
  fastmail: {
    domains: ['fastmail.com', 'fastmail.fm'],
    imap: { host: 'imap.fastmail.com', port: 993 },
    smtp: { host: 'smtp.fastmail.com', port: 465, encryption: 'tls' },
  },
  icloud: {
    domains: ['icloud.com', 'me.com', 'mac.com'],
    imap: { host: 'imap.mail.me.com', port: 993 },
    smtp: { host: 'smtp.mail.me.com', port: 587, encryption: 'starttls' },
  },
  yahoo: {
    domains: ['yahoo.com', 'yahoo.de', 'yahoo.co.uk', 'ymail.com'],
    imap: { host: 'imap.mail.yahoo.com', port: 993 },
    smtp: { host: 'smtp.mail.yahoo.com', port: 465, encryption: 'tls' },
  },
} as const satisfies Record<string, Preset>

export type Provider = keyof typeof mailPresets | 'own'
export const providers = [...(Object.keys(mailPresets) as (keyof typeof mailPresets)[]), 'own'] as const

const domainOf = (address: string) => address.split('@').at(-1)?.trim().toLowerCase() ?? ''

/** The provider of an address, as far as its domain says. */
export function providerOf(address: string): Provider {
  const domain = domainOf(address)
  const known = Object.entries<Preset>(mailPresets).find(([, { domains }]) => domains.includes(domain))
  return (known?.[0] ?? 'own') as Provider
}

/** The provider whose servers these are. */
export function providerOfServers(imap: string, smtp: string): Provider {
  const known = Object.entries<Preset>(mailPresets).find(([, one]) => one.imap.host === imap || one.smtp.host === smtp)
  return (known?.[0] ?? 'own') as Provider
}

/** The servers to begin with: those of the provider, or what servers of a domain are often called. */
export function serversOf(provider: Provider, address: string): Omit<Preset, 'domains'> {
  if (provider !== 'own') return mailPresets[provider]
  const domain = domainOf(address)
  return {
    imap: { host: domain && `imap.${domain}`, port: 993 },
    smtp: { host: domain && `smtp.${domain}`, port: 587, encryption: 'starttls' },
  }
}
