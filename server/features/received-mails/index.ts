export { countReceived, type ReceivedCounts } from './count-received.ts'
export { findInboxByRecipient, type RecipientInbox } from './find-inbox-by-recipient.ts'
export { keepRawMail, type RawMail } from './keep-raw-mail.ts'
export { quarantineUnfetched } from './quarantine-unfetched.ts'
