export { changeContact, dropContactAttributes } from './change-contact.ts'
export type { ContactChanges } from './contact-input.ts'
export {
  findByDetails,
  findContact,
  findContactInbox,
  findContacts,
  listContactInboxes,
  loadContact,
  sessionsOf,
  verifiedSessions,
} from './contact-store.ts'
export type { Contact, ContactInbox } from './contact.ts'
export { createContact } from './create-contact.ts'
export type { ContactEvent } from './events.ts'
export { addContactInbox, enterInbox, introduce } from './identify.ts'
export { setUser } from './set-user.ts'
export { ownDetails } from './own-details.ts'
