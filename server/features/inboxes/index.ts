export { changeInbox, removeInbox, resetChannelSecret } from './change-inbox.ts'
export { CHANNEL_SECRET, createInbox } from './create-inbox.ts'
export type { InboxEvent } from './events.ts'
export type { InboxChanges } from './inbox-changes.ts'
export {
  findInbox,
  findInboxByIdentifier,
  findInboxByWebsiteToken,
  inboxIdsIn,
  inboxIsOf,
  listInboxes,
  loadInbox,
  memberInboxes,
} from './inbox-store.ts'
export type { ChannelType, Inbox } from './inbox.ts'
export {
  addInboxMembers,
  assignableIds,
  inboxIdsOf,
  inboxMemberIds,
  removeInboxMembers,
  setInboxMembers,
} from './members.ts'
