/** What happens to contacts: the types of their events. */
export type ContactEvent = 'contact.created' | 'contact.updated' | 'contact.merged' | 'contact.deleted'
