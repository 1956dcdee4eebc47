export {
  applyToContacts,
  BULK_BATCH,
  bulkChangeContacts,
  bulkContactsTask,
  type BulkChange,
} from './apply-to-contacts.ts'
export { changeContact, dropContactAttributes } from './change-contact.ts'
export { malformedDetail, type ContactChanges } from './contact-input.ts'
export { countContacts, listContacts, searchContacts, type ContactSelection } from './contact-list.ts'
export { parseContactSort } from './contact-sort.ts'
export {
  findByAnyDetail,
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
export { contactCondition } from './contact-filter.ts'
export { CONTACT_FILTER_KEYS } from './contact-filter-keys.ts'
export { relabelContacts, setContactLabels } from './contact-labels.ts'
export type { Contact, ContactInbox, ContactNote } from './contact.ts'
export { createContact } from './create-contact.ts'
export { clearUndeliverable, enterByAddress, markUndeliverable } from './enter-by-address.ts'
export type { ContactEvent } from './events.ts'
export { addContactInbox, enterInbox, introduce } from './identify.ts'
export { mergeContacts } from './merge-contacts.ts'
export { addNote, changeNote, listNotes, loadNote, removeNote } from './notes.ts'
export { ownDetails } from './own-details.ts'
export { removeContact } from './remove-contact.ts'
export { fetchAvatarTask, setContactAvatar } from './set-avatar.ts'
export { setUser } from './set-user.ts'
