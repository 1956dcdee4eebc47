import type { Reader } from '../../platform/database/reader.ts'
import { findContact, listContactInboxes } from './contact-store.ts'
import type { Contact, ContactInbox } from './contact.ts'

/**
 * The contact of a session, as that session may know it. Anybody can claim an identifier or an address that nobody vouched for
 * (contract 2.23), so details that may have come from another session are told to verified sessions only.
 */
export async function ownDetails(
  db: Reader,
  accountId: number,
  place: Pick<ContactInbox, 'contactId' | 'hmacVerified'>,
): Promise<Contact | undefined> {
  const contact = await findContact(db, accountId, place.contactId)
  if (!contact || place.hmacVerified) return contact
  const sessions = await listContactInboxes(db, place.contactId)
  if (sessions.length === 1) return contact
  return { ...contact, name: '', email: null, phoneNumber: null, identifier: null }
}
