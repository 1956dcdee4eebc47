import type { Inbox } from '../../features/inboxes/index.ts'
import type { Shown } from './shown.ts'

/** Where a person's picture is, or empty: clients then draw initials. The key in the address changes with the picture. */
export function avatarUrl(person: { id: number; avatarBlobKey: string | null }, shown: Shown): string {
  if (!person.avatarBlobKey) return ''
  const signature = shown.secrets.sign('avatar', `${person.id}:${person.avatarBlobKey}`)
  return `${shown.origin}/avatars/${person.id}/${signature.slice(0, 22)}`
}

/** Where an inbox's picture is, or empty. Anybody with the link may see it: the website shows it to strangers. */
export function inboxAvatarUrl(
  inbox: Pick<Inbox, 'id' | 'avatarBlobKey'>,
  { secrets, origin }: Pick<Shown, 'secrets' | 'origin'>,
): string {
  if (!inbox.avatarBlobKey) return ''
  const signature = secrets.sign('inbox-avatar', `${inbox.id}:${inbox.avatarBlobKey}`)
  return `${origin}/inbox_avatars/${inbox.id}/${signature.slice(0, 22)}`
}

/** Where a contact's picture is, or empty; as with a person's. */
export function contactAvatarUrl(contact: { id: number; avatarBlobKey: string | null }, shown: Shown): string {
  if (!contact.avatarBlobKey) return ''
  const signature = shown.secrets.sign('contact-avatar', `${contact.id}:${contact.avatarBlobKey}`)
  return `${shown.origin}/contact_avatars/${contact.id}/${signature.slice(0, 22)}`
}
