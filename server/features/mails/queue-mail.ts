import { randomToken } from '../../platform/secrets/secrets.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { MAIL_BODY, sendMailTask, type NewMail } from './mail.ts'

/** Puts a mail into the outbox of this unit of work: it is sent after the commit, or never. A message that has a mail gets no other. */
export async function queueMail(work: Work, mail: NewMail): Promise<number | undefined> {
  const to = unique(mail.to)
  const cc = unique(mail.cc ?? []).filter((address) => !includes(to, address))
  const bcc = unique(mail.bcc ?? []).filter((address) => !includes([...to, ...cc], address))
  const row = await work.tx
    .insertInto('mails')
    .values({
      account_id: mail.accountId,
      inbox_id: mail.inboxId ?? null,
      conversation_id: mail.conversationId ?? null,
      message_id: mail.messageId ?? null,
      purpose: mail.purpose,
      from_name: oneLine(mail.from.name),
      from_address: mail.from.address,
      reply_to: mail.replyTo ?? null,
      to_addresses: to,
      cc_addresses: cc,
      bcc_addresses: bcc,
      recipients: [...to, ...cc, ...bcc],
      subject: oneLine(mail.subject),
      body_encrypted: work.secrets.encrypt(JSON.stringify(mail.body), MAIL_BODY),
      headers: JSON.stringify(mail.headers ?? {}),
      attachments: JSON.stringify(mail.files ?? []),
      header_id: mail.headerId ?? `${randomToken(18)}@${mail.from.address.split('@').at(-1) ?? 'localhost'}`,
      next_try_at: work.now,
      created_at: work.now,
      updated_at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (row) sendLater(work, { id: row.id, attempt: 1 })
  return row?.id
}

/** Queues an attempt. The number of the attempt is in it: a job that is run twice makes the same attempt, and not another. */
export function sendLater(work: Work, { id, attempt, at }: { id: number; attempt: number; at?: Date }): void {
  const payload = { mailId: id, attempt }
  work.later({ task: sendMailTask, payload, key: `mail:${id}`, ...(at && { runAt: at }) })
}

function unique(addresses: string[]): string[] {
  return addresses.filter((address, index) => !includes(addresses.slice(0, index), address))
}

function includes(addresses: string[], wanted: string): boolean {
  return addresses.some((address) => address.toLowerCase() === wanted.toLowerCase())
}

// What people named things must not become a header of its own.
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()
}
