/** What happens to inboxes: the types of their events. */
export type InboxEvent = 'inbox.created' | 'inbox.changed' | 'inbox.removed' | 'inbox.members_changed'
