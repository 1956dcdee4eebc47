import { invalid } from '../../kernel/refusal.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { findInboxByRecipient, keepRawMail } from '../../features/received-mails/index.ts'

/** A raw mail and for whom it was brought. */
export interface BroughtMail {
  source: Buffer
  from: string
  to: string[]
}

/** Keeps a mail for each inbox that a recipient belongs to; refuses when none does. What is kept already is kept once. */
export async function takeIn(ports: Ports, mail: BroughtMail): Promise<{ stored: number }> {
  if (mail.source.length === 0) throw invalid('source', 'There is no mail in it: the raw source must be sent')
  const inboxes = new Map<number, { accountId: number; to: string[] }>()
  for (const address of new Set(mail.to.map((one) => one.trim().toLowerCase()))) {
    const found = await findInboxByRecipient(ports.db, address)
    if (!found) continue
    const known = inboxes.get(found.inboxId)
    if (known) known.to.push(address)
    else inboxes.set(found.inboxId, { accountId: found.accountId, to: [address] })
  }
  if (inboxes.size === 0)
    throw invalid('recipient', `None of the recipients is an inbox here: ${mail.to.join(', ') || 'none is named'}`)
  for (const [inboxId, { accountId, to }] of inboxes) {
    const envelope = { from: mail.from, to }
    await keepRawMail(ports, { accountId, inboxId, via: 'http', source: mail.source, envelope })
  }
  return { stored: inboxes.size }
}

const RECIPIENTS = /^(?:to|cc|delivered-to|x-original-to|x-forwarded-to|envelope-to):(.*)$/i

/** Whom the head of a mail names, for ways that carry no envelope. */
export function recipientsIn(source: Buffer): string[] {
  const end = /\r?\n\r?\n/.exec(source.subarray(0, 256 * 1024).toString('latin1'))
  const head = source.subarray(0, end?.index ?? 256 * 1024).toString('utf8')
  const lines = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  return lines.flatMap((line) => RECIPIENTS.exec(line)?.[1]?.match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g) ?? [])
}
