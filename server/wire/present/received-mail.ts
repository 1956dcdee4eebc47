import type { ListedMail } from '../../features/received-mails/index.ts'

/** A mail that came in, for administrators: what became of it, and nothing of what it says. */
export function receivedMail(one: ListedMail) {
  return {
    id: one.id,
    state: one.state,
    reason: one.reason,
    subject: one.subject,
    from: one.sender,
    size: one.byteSize,
    via: one.via,
    received_at: one.receivedAt.toISOString(),
    message_id: one.messageId,
    conversation_id: one.conversationNumber,
    // Whether it can be downloaded, and read again.
    source_kept: one.blobKey !== null,
  }
}
