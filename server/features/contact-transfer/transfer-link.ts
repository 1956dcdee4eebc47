import type { Secrets } from '../../platform/secrets/secrets.ts'

type Kind = 'export' | 'import'

const HOUR_SECONDS = 3600

/** A link to the file of an export, or to the rejected rows of an import: whoever has it may read that for an hour. */
export function transferLink(secrets: Secrets, file: { kind: Kind; id: number; name: string }, now: Date): string {
  const expires = Math.floor(now.getTime() / 1000) + HOUR_SECONDS
  const signature = secrets.sign(`contact-${file.kind}-link`, `${file.id}.${expires}`)
  return `/contact_${file.kind}s/${file.id}/${file.name}?exp=${expires}&sig=${signature}`
}

/** Whether a link was made here for this file and has not expired. */
export function transferLinkIsValid(
  secrets: Secrets,
  link: { kind: Kind; id: number; expires: number; signature: string },
  now: Date,
): boolean {
  if (!(link.expires * 1000 > now.getTime())) return false
  return secrets.verify(`contact-${link.kind}-link`, `${link.id}.${link.expires}`, link.signature)
}
