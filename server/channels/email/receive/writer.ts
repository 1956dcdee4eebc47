import { findInboxByRecipient } from '../../../features/received-mails/index.ts'
import type { Reader } from '../../../platform/database/reader.ts'
import type { Mailbox, ReadMail } from '../../../platform/mail/read/read-mail.ts'

/** Who wrote a mail; `itself` when only the inbox or the desk is named, nobody when no address can be read. */
export type Writer = { is: 'somebody'; address: string; name: string } | { is: 'itself' } | { is: 'nobody' }

// Of a thousand addresses in Reply-To the first ones tell enough.
const MOST_REPLY_TO = 10

/**
 * Whom a mail is from, and whom an answer goes to: Reply-To, X-Original-Sender, From, Sender (contract 5.2), the first that is not the
 * inbox itself. So a form on a website that writes in the name of the inbox brings its customer along, and the inbox never talks to itself.
 */
export async function writerOf(
  db: Reader,
  mail: Pick<ReadMail, 'replyTo' | 'from' | 'sender' | 'headers'>,
  own: { inboxId: number; deskAddress: string | undefined },
): Promise<Writer> {
  const candidates = [...mail.replyTo.slice(0, MOST_REPLY_TO), ...originalSender(mail), mail.from, mail.sender].filter(
    (one): one is Mailbox => one !== null && isUsable(one.address),
  )
  if (candidates.length === 0) return { is: 'nobody' }
  for (const one of candidates) {
    if (await isOwn(db, one.address, own)) continue
    return { is: 'somebody', address: one.address, name: nameOf(one, mail) }
  }
  return { is: 'itself' }
}

async function isOwn(
  db: Reader,
  address: string,
  { inboxId, deskAddress }: { inboxId: number; deskAddress: string | undefined },
): Promise<boolean> {
  if (address === deskAddress?.toLowerCase()) return true
  return (await findInboxByRecipient(db, address))?.inboxId === inboxId
}

// Lists that write in their own name leave the writer here.
function originalSender({ headers }: Pick<ReadMail, 'headers'>): Mailbox[] {
  const address = headers
    .get('x-original-sender')?.[0]
    ?.replace(/[<>\s]/g, '')
    .toLowerCase()
  return address ? [{ name: null, address }] : []
}

function nameOf(one: Mailbox, { from, sender }: Pick<ReadMail, 'from' | 'sender'>): string {
  const same = [one, from, sender].find((other) => other?.address === one.address && other.name?.trim())
  return (same?.name?.trim() || one.address.slice(0, one.address.lastIndexOf('@'))).slice(0, 255)
}

function isUsable(address: string): boolean {
  return /^(?=.{3,254}$)[^\s@]+@[^\s@]+$/.test(address)
}
