export { changeContact, dropContactAttributes } from './change-contact.ts'
export type { ContactChanges } from './contact-input.ts'
export {
  findByDetails,
  findContact,
  findContactInbox,
  findContacts,
  listContactInboxes,
  listPlaces,
  loadContact,
  sessionsOf,
  verifiedSessions,
} from './contact-store.ts'
export type { Contact, ContactInbox } from './contact.ts'
export { contactCondition, listContactsMatching, type ContactOrder } from './contact-filter.ts'
export { CONTACT_FILTER_KEYS } from './contact-filter-keys.ts'
export { relabelContacts, setContactLabels } from './contact-labels.ts'
export { createContact } from './create-contact.ts'
export type { ContactEvent } from './events.ts'
export { addContactInbox, enterInbox, introduce } from './identify.ts'
export { setUser } from './set-user.ts'
export { ownDetails } from './own-details.ts'
