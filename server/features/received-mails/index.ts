export { countReceived, type ReceivedCounts } from './count-received.ts'
export { findInboxByRecipient, type RecipientInbox } from './find-inbox-by-recipient.ts'
export { keepRawMail, type RawMail } from './keep-raw-mail.ts'
export { quarantineUnfetched } from './quarantine-unfetched.ts'
export {
  countAutomatic,
  listReceivedMails,
  loadReceivedMail,
  lockWaiting,
  takeForReading,
  type ListedMail,
} from './received-mail-store.ts'
export { readMailTask, type ReceivedMail } from './received-mail.ts'
export {
  forgetSources,
  MOST_READINGS,
  postpone,
  retryReceivedMail,
  settleReceivedMail,
  wakeOverdueReceived,
  type Verdict,
} from './settle-received-mail.ts'
