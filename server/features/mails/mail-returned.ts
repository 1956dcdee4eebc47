import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { MailPurpose } from './mail.ts'

/** A mail that went out, as far as one that comes back needs it. */
export interface SentMail {
  id: number
  inboxId: number | null
  purpose: MailPurpose
  conversationId: number | null
  messageId: number | null
  to: string[]
  cc: string[]
  bcc: string[]
}

/** The mail of an account that went out under one of these Message-IDs (without brackets), or undefined. */
export async function findSentMail(db: Reader, accountId: number, headerIds: string[]): Promise<SentMail | undefined> {
  if (headerIds.length === 0) return undefined
  const row = await db
    .selectFrom('mails')
    .select([
      'id',
      'inbox_id as inboxId',
      'purpose',
      'conversation_id as conversationId',
      'message_id as messageId',
      'to_addresses as to',
      'cc_addresses as cc',
      'bcc_addresses as bcc',
    ])
    .where('account_id', '=', accountId)
    .where((eb) => eb('header_id', '=', eb.fn.any(eb.val(headerIds))))
    .limit(1)
    .executeTakeFirst()
  return row as SentMail | undefined
}

/** Writes down that a mail which a server took did not arrive after all. */
export async function noteReturned(work: Work, id: number, answer: string): Promise<void> {
  await work.tx
    .updateTable('mails')
    .set({ state: 'failed', last_answer: answer, updated_at: work.now })
    .where('id', '=', id)
    .where('account_id', '=', work.accountId)
    .where('state', '=', 'sent')
    .execute()
}
