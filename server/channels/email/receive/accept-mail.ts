import type { Work } from '../../../platform/database/unit-of-work.ts'
import type { MailInstallation } from '../../../platform/mail/mail-port.ts'
import { findBySourceId } from '../../../features/conversations/index.ts'
import { findInbox, type Inbox } from '../../../features/inboxes/index.ts'
import { findSentMail } from '../../../features/mails/index.ts'
import { findInboxByRecipient, type ReceivedMail, type Verdict } from '../../../features/received-mails/index.ts'
import { isAutomatic, isAutomaticAnswer, mayNotBeAnswered } from './automatic-mail.ts'
import { noteBounce } from './note-bounce.ts'
import type { Incoming } from './incoming.ts'
import { placeMail } from './place-mail.ts'
import { writerOf } from './writer.ts'

/**
 * Decides what becomes of a mail, and does it: our own comes back, a report of one that did not arrive, a loop, a message. Runs in a unit
 * of work that holds the lock of `lockWaiting`.
 */
export async function acceptMail(work: Work, incoming: Incoming, installation: MailInstallation): Promise<Verdict> {
  const { received, mail } = incoming
  const inbox = await findInbox(work.tx, received.inboxId)
  const verdict = inbox
    ? await judge(work, incoming, { inbox, installation })
    : { state: 'ignored' as const, reason: 'The inbox is gone.' }
  return { subject: mail.subject, automatic: isAutomaticAnswer(mail), ...verdict }
}

interface Around {
  inbox: Inbox
  installation: MailInstallation
}

async function judge(work: Work, incoming: Incoming, { inbox, installation }: Around): Promise<Verdict> {
  const { received, mail } = incoming
  if (inbox.accountStatus !== 'active') return { state: 'quarantined', reason: 'The account is suspended.' }
  const known = await wasSeen(work, received)
  if (known) return known
  const report = await noteBounce(work, mail, received.envelopeFrom)
  if (report) return { ...report, sender: mail.from?.address }
  const deskAddress = installation.from?.address
  const writer = await writerOf(work.tx, mail, { inboxId: inbox.id, deskAddress })
  if (writer.is === 'nobody') return { state: 'quarantined', reason: 'It does not say whom it is from.' }
  if (writer.is === 'itself')
    return { state: 'ignored', reason: 'It is from the inbox itself.', sender: mail.from?.address }
  const unanswerable =
    mayNotBeAnswered({ ...mail, writer: writer.address, envelopeFrom: received.envelopeFrom }, work.now) ||
    // Another inbox of the installation: two that answer by themselves would go on for ever.
    (await findInboxByRecipient(work.tx, writer.address)) !== null
  const marks = { autoReply: isAutomatic(mail), isAnswer: isAutomaticAnswer(mail), unanswerable }
  const verdict = await placeMail(work, incoming, { inbox, writer, marks })
  return { sender: writer.address, ...verdict }
}

/** What went out from this inbox, or came into it before by another way, is not taken in again. */
async function wasSeen(work: Work, received: ReceivedMail): Promise<Verdict | undefined> {
  const sent = await findSentMail(work.tx, work.accountId, [received.headerId])
  if (sent?.inboxId === received.inboxId) return { state: 'ignored', reason: 'It went out from this inbox.' }
  const message = await findBySourceId(work, received.inboxId, received.headerId)
  return message && { state: 'ignored', reason: 'The inbox has it already.', messageId: message.id }
}
