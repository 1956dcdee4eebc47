import type { SigningKey } from './signing-key.ts'

/** A record that a domain needs so that its mail is believed, and what is there. */
export interface MailRecord {
  purpose: 'spf' | 'dkim' | 'dmarc'
  name: string
  /** What to enter where nothing is, or what must be part of what is. */
  value: string
  state: 'present' | 'missing' | 'different' | 'unknown'
  found: string[]
}

/** What a TXT record must be like. */
type Wanted = Pick<MailRecord, 'purpose' | 'name' | 'value'> & {
  isOurs: (text: string) => boolean
  isRight: (text: string) => boolean
}

/** The records that a domain needs whose mail goes out through `host` and is signed with `key` (RFC 7208, 6376, 7489). */
export function wantedRecords(
  domain: string,
  { key, host }: { key: Pick<SigningKey, 'selector' | 'publicKey'>; host: string },
): Wanted[] {
  const allowed = INCLUDES[host.toLowerCase()] ?? `a:${host}`
  return [
    {
      purpose: 'spf',
      name: domain,
      value: `v=spf1 ${allowed} ~all`,
      isOurs: (text) => /^v=spf1(\s|$)/i.test(text),
      isRight: (text) =>
        text
          .toLowerCase()
          .split(/\s+/)
          .some((term) => term.replace(/^\+/, '') === allowed.toLowerCase()),
    },
    {
      purpose: 'dkim',
      name: `${key.selector}._domainkey.${domain}`,
      value: `v=DKIM1; k=rsa; p=${key.publicKey}`,
      isOurs: (text) => /\bp=/.test(text),
      isRight: (text) => /\bp=([A-Za-z0-9+/=\s]*)/.exec(text)?.[1]?.replace(/\s/g, '') === key.publicKey,
    },
    {
      purpose: 'dmarc',
      name: `_dmarc.${domain}`,
      value: `v=DMARC1; p=none; rua=mailto:postmaster@${domain}`,
      isOurs: (text) => /^v=DMARC1\b/i.test(text),
      // Any policy is the owner's to choose.
      isRight: (text) => /\bp=(none|quarantine|reject)\b/i.test(text),
    },
  ]
}

const INCLUDES: Record<string, string> = {
  'smtp.gmail.com': 'include:_spf.google.com',
  'smtp.office365.com': 'include:spf.protection.outlook.com',
}

/** Compares a wanted record with the TXT records of its name; `undefined` when nobody answered. */
export function judgeRecord(wanted: Wanted, texts: string[] | undefined): MailRecord {
  const { purpose, name, value } = wanted
  const found = (texts ?? []).filter(wanted.isOurs)
  // Two records of a kind are as good as none (RFC 7208 §4.5, 7489 §6.6.3).
  const isRight = found.length === 1 && wanted.isRight(found[0] ?? '')
  const state = texts === undefined ? 'unknown' : isRight ? 'present' : found.length > 0 ? 'different' : 'missing'
  return { purpose, name, value, state, found }
}
