export { changeInbox, removeInbox, resetChannelSecret } from './change-inbox.ts'
export { CHANNEL_SECRET, createInbox } from './create-inbox.ts'
export type { EmailChannel } from './email-channel.ts'
export type { InboxEvent } from './events.ts'
export { MAILBOX_PASSWORD, type InboxChanges } from './inbox-changes.ts'
export {
  findInbox,
  findInboxByIdentifier,
  findInboxByWebsiteToken,
  inboxIdsIn,
  inboxIsOf,
  listInboxes,
  loadInbox,
  memberInboxes,
  websiteTokensOf,
} from './inbox-store.ts'
export { noteWidgetSeen } from './note-widget-seen.ts'
export type { ChannelType, Inbox } from './inbox.ts'
export {
  addInboxMembers,
  assignableIds,
  inboxIdsOf,
  inboxMemberIds,
  removeInboxMembers,
  setInboxMembers,
} from './members.ts'
export { openSeconds } from './open-time.ts'
export { accessTokenOf, askForToken, forgetAccessToken, saveTokens, type ProviderTokens } from './provider-tokens.ts'
export { dayAt, isOpen, offsetOf, type WorkingHours } from './working-hours.ts'
