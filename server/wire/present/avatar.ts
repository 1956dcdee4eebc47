import type { Shown } from './shown.ts'

/** Where a person's picture is, or empty: clients then draw initials. The key in the address changes with the picture. */
export function avatarUrl(person: { id: number; avatarBlobKey: string | null }, shown: Shown): string {
  if (!person.avatarBlobKey) return ''
  const signature = shown.secrets.sign('avatar', `${person.id}:${person.avatarBlobKey}`)
  return `${shown.origin}/avatars/${person.id}/${signature.slice(0, 22)}`
}
