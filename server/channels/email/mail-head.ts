import type { MailInstallation } from '../../platform/mail/mail-port.ts'
import type { Conversation, MessageView } from '../../features/conversations/index.ts'
import type { Inbox } from '../../features/inboxes/index.ts'

/** The thread that a mail belongs to, by what is known of its mails. */
export interface Thread {
  uuid: string
  accountId: number
  /** The Message-IDs of the customer's last mail, of what that refers to, and of the mail that is answered if it is another. */
  lastIncoming: { id: string; references: string[] } | null
  answered: string | null
  messages: number
}

// Longer lists are cut by servers at places of their own choosing.
const MOST_REFERENCES = 20

/** The Message-ID of a message, without brackets: the same whenever it is asked for (contract 5.4). */
export function headerIdOf(thread: Pick<Thread, 'uuid'>, messageId: number, domain: string): string {
  return `conversation/${thread.uuid}/messages/${messageId}@${domain}`
}

/** How a mail says which thread it continues (RFC 5322 §3.6.4). */
export function threadHeaders(thread: Thread, domain: string): Record<string, string> {
  const root = `account/${thread.accountId}/conversation/${thread.uuid}@${domain}`
  const answered = thread.answered ?? thread.lastIncoming?.id ?? root
  const earlier = [...(thread.lastIncoming?.references ?? []), ...(thread.lastIncoming ? [thread.lastIncoming.id] : [])]
  const references = [...new Set([root, ...earlier.slice(1 - MOST_REFERENCES), answered])]
  return {
    'In-Reply-To': bracketed(answered),
    References: references.map(bracketed).join(' '),
    'X-Porchlight-Conversation': thread.uuid,
  }
}

/** How a mail that is handed on names the thread that it comes from: its answer is to find back, but it answers nothing itself. */
export function besideThread(thread: Thread, domain: string): Record<string, string> {
  const { 'In-Reply-To': _answered, ...headers } = threadHeaders(thread, domain)
  return headers
}

/** The subject: that of the customer's mail, or one with the number of the conversation. */
export function subjectOf(
  conversation: Pick<Conversation, 'number' | 'additionalAttributes'>,
  isFirst: boolean,
  otherwise: string,
): string {
  const { mail_subject: given } = conversation.additionalAttributes
  const subject = typeof given === 'string' ? given.trim() : ''
  if (subject === '') return `[#${conversation.number}] ${otherwise}`
  return isFirst || /^re:/i.test(subject) ? subject : `Re: ${subject}`
}

/** Where an answer is to go: into the mailbox when it is fetched, else to the address that finds the thread. */
export function replyToOf(inbox: Inbox, uuid: string, { inboundDomain }: MailInstallation): string | undefined {
  const { emailChannel: mailbox } = inbox
  if (mailbox?.imapEnabled) return mailbox.email
  if (inboundDomain) return `reply+${uuid}@${inboundDomain}`
  return mailbox?.email
}

/** Whom a message is for (contract 5.4): whom it names, else the contact. */
export function recipientsOf({ contentAttributes, contact }: MessageView): {
  to: string[]
  cc: string[]
  bcc: string[]
} {
  const to = addressesIn(contentAttributes['to_emails'])
  return {
    to: to.length > 0 ? to : contact.email ? [contact.email] : [],
    cc: addressesIn(contentAttributes['cc_emails']),
    bcc: addressesIn(contentAttributes['bcc_emails']),
  }
}

function addressesIn(value: unknown): string[] {
  const list = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : []
  return list.map((one) => String(one).trim()).filter((one) => /^[^\s@<>,]+@[^\s@<>,]+$/.test(one))
}

function bracketed(id: string): string {
  return `<${id.replace(/^<|>$/g, '')}>`
}
