import type { Work } from '../../../platform/database/unit-of-work.ts'
import type { Bounce, ReadMail } from '../../../platform/mail/read/read-mail.ts'
import { markUndeliverable } from '../../../features/contacts/index.ts'
import { findMessage, lockIfThere, setDeliveryState } from '../../../features/conversations/index.ts'
import { findSentMail, noteReturned, type SentMail } from '../../../features/mails/index.ts'
import type { Verdict } from '../../../features/received-mails/index.ts'
import { isAutomatic, wantsNoBounces } from './automatic-mail.ts'

const LONGEST_ANSWER = 2000
const MOST_RECIPIENTS = 50

/**
 * What follows from a mail that reports on another one: the message that did not arrive is marked failed with the server's words, and an
 * address that will never work is marked on its contact. No conversation begins. Undefined when the mail is no report.
 */
export async function noteBounce(
  work: Work,
  mail: ReadMail,
  envelopeFrom: string | null,
): Promise<Verdict | undefined> {
  if (isReceipt(mail)) return { state: 'ignored', reason: 'It tells that a mail was read.' }
  if (mail.bounce) return noteReport(work, mail, mail.bounce)
  if (!isFromMailServer(mail, envelopeFrom)) return undefined
  return { state: 'bounce', reason: 'A mail server wrote it, and it names no mail that failed.' }
}

async function noteReport(work: Work, mail: ReadMail, bounce: Bounce): Promise<Verdict> {
  const sent = await findSentMail(work.tx, work.accountId, idsIn(mail, bounce))
  if (!sent) return { state: 'bounce', reason: 'It tells of a mail that did not go out from here.' }
  if (bounce.failedRecipients.length === 0) return { state: 'bounce', reason: 'It tells that a mail is late.' }
  const answer = answerOf(bounce).slice(0, LONGEST_ANSWER)
  await noteReturned(work, sent.id, answer)
  if (isLasting(bounce)) await markRecipients(work, sent, bounce, answer)
  const messageId = await markMessage(work, sent, answer)
  return { state: 'bounce', reason: answer, messageId }
}

/** The report names the mail; where its author did not, the mail that it answers stands for it. */
function idsIn(mail: ReadMail, { originalMessageId }: Bounce): string[] {
  return originalMessageId ? [originalMessageId] : [...mail.inReplyTo, ...mail.references]
}

async function markRecipients(work: Work, sent: SentMail, { failedRecipients }: Bounce, answer: string): Promise<void> {
  // Who was not written to is not spoken of, whatever a report claims.
  const written = new Set([...sent.to, ...sent.cc, ...sent.bcc].map((one) => one.toLowerCase()))
  const failed = new Set(failedRecipients.map((one) => one.toLowerCase()).filter((one) => written.has(one)))
  for (const address of [...failed].slice(0, MOST_RECIPIENTS)) await markUndeliverable(work, address, answer)
}

async function markMessage(work: Work, sent: SentMail, answer: string): Promise<number | undefined> {
  const { conversationId, messageId, purpose } = sent
  // A mail about what was said elsewhere is not the message: on its website it is there to be read.
  if (purpose !== 'reply' || conversationId === null || messageId === null) return undefined
  const conversation = await lockIfThere(work, conversationId)
  const message = conversation && (await findMessage(work.tx, messageId))
  if (!conversation || !message) return undefined
  if (message.status !== 'failed') {
    await setDeliveryState(work, conversation, messageId, { status: 'failed', externalError: answer })
  }
  return messageId
}

function answerOf({ diagnostic, status, failedRecipients }: Bounce): string {
  const words = [diagnostic ?? status ?? 'The mail could not be delivered'].join(' ')
  return failedRecipients.length > 0 ? `${failedRecipients.join(', ')}: ${words}` : words
}

/** A full mailbox or an expired queue may work again; RFC 3463 calls that 4. */
function isLasting({ status }: Bounce): boolean {
  return status === null || !status.startsWith('4')
}

function isFromMailServer(mail: ReadMail, envelopeFrom: string | null): boolean {
  const address = mail.from?.address ?? ''
  if (/^mailer-daemon@/i.test(address)) return true
  return /^postmaster@/i.test(address) && (isAutomatic(mail) || wantsNoBounces({ ...mail, envelopeFrom }))
}

/** RFC 8098: somebody's program says that a mail was displayed. */
function isReceipt({ headers }: ReadMail): boolean {
  const type = headers.get('content-type')?.[0]?.toLowerCase() ?? ''
  return type.startsWith('multipart/report') && type.includes('disposition-notification')
}
