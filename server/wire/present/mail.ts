import type { ListedMail } from '../../features/mails/index.ts'
import { iso } from './shown.ts'

/** A mail of the outbox for administrators: everything but what it says. */
export function mail(one: ListedMail) {
  return {
    id: one.id,
    purpose: one.purpose,
    state: one.state,
    inbox_id: one.inboxId,
    message_id: one.messageId,
    conversation_id: one.conversationNumber,
    from: one.fromAddress,
    to: one.to,
    cc: one.cc,
    subject: one.subject,
    attempts: one.attempts,
    last_answer: one.lastAnswer,
    next_try_at: iso(one.nextTryAt),
    sent_at: iso(one.sentAt),
    created_at: one.createdAt.toISOString(),
  }
}
