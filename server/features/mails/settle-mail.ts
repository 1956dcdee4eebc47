import type { Work } from '../../platform/database/unit-of-work.ts'
import type { MailFailure, MailReceipt, RefusedRecipient } from '../../platform/mail/mail-port.ts'
import { pauseAfter, type Mail } from './mail.ts'
import { sendLater } from './queue-mail.ts'

/** How an attempt ended: with a receipt, or with why there is none. */
export type Outcome = { receipt: MailReceipt } | { failure: MailFailure }

const LONGEST_ANSWER = 2000

/**
 * Writes down how an attempt ended, and what follows: nothing more, or another attempt for those whom the server did not take for now.
 * Returns the state that the mail is in, or undefined when the attempt was settled before.
 */
export async function settleMail(work: Work, mail: Mail, outcome: Outcome): Promise<Mail['state'] | undefined> {
  const { refused, answer } = readOutcome(outcome)
  const left = leftOver(mail, outcome, refused)
  const pause = left.length > 0 ? pauseAfter(mail.attempts) : undefined
  const state = pause !== undefined ? 'waiting' : left.length > 0 || 'failure' in outcome ? 'failed' : 'sent'
  const nextTryAt = pause === undefined ? null : new Date(work.now.getTime() + pause * 1000)
  const row = await work.tx
    .updateTable('mails')
    .set({
      state,
      // Whoever tries a failed mail again tries it for all who have not got it.
      recipients: state === 'failed' && left.length === 0 ? mail.recipients : left,
      last_answer: answer.slice(0, LONGEST_ANSWER),
      next_try_at: nextTryAt,
      ...(state === 'sent' && { sent_at: work.now, body_encrypted: null }),
      updated_at: work.now,
    })
    .where('id', '=', mail.id)
    .where('state', '=', 'sending')
    .where('attempts', '=', mail.attempts)
    .returning('id')
    .executeTakeFirst()
  if (!row) return undefined
  if (nextTryAt) sendLater(work, { id: mail.id, attempt: mail.attempts + 1, at: nextTryAt })
  return state
}

function readOutcome(outcome: Outcome): { refused: RefusedRecipient[]; answer: string } {
  if ('failure' in outcome) return { refused: outcome.failure.refused, answer: outcome.failure.message }
  const { refused, answer } = outcome.receipt
  return { refused, answer: [answer, ...refused.map((one) => `${one.address}: ${one.answer}`)].join('\n') }
}

/** Whom it is still to be brought to. */
function leftOver(mail: Mail, outcome: Outcome, refused: RefusedRecipient[]): string[] {
  const later = new Set(refused.filter((one) => !one.lasting).map((one) => one.address.toLowerCase()))
  if (refused.length > 0) return mail.recipients.filter((address) => later.has(address.toLowerCase()))
  return 'failure' in outcome && !outcome.failure.lasting ? mail.recipients : []
}
