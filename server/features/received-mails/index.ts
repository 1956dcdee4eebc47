export { findInboxByRecipient, type RecipientInbox } from './find-inbox-by-recipient.ts'
export { keepRawMail, type RawMail } from './keep-raw-mail.ts'
