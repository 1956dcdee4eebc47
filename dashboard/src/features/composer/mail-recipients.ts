import type { Inbox, Message } from '../../api/wire.ts'

/** Whom the next mail of a conversation is for, as it stands in the fields. */
export interface MailRecipients {
  to: string
  cc: string
}

interface KnownMail {
  from?: unknown
  to?: unknown
  cc?: unknown
}

const mailOf = (message: Message | undefined) => (message?.content_attributes['email'] ?? {}) as KnownMail

/** The addresses of a field, without names and doubles, in lower case. */
export function addressesIn(list: unknown): string[] {
  const parts = Array.isArray(list) ? list.map(String) : typeof list === 'string' ? list.split(/[,;\s]+/) : []
  const found = parts.map((one) => (/<([^<>]+)>/.exec(one)?.[1] ?? one).trim().toLowerCase())
  return [...new Set(found.filter(Boolean))]
}

/** The addresses that are the company's own: a mail to them would come back. */
export function ownAddresses(inboxes: readonly Inbox[]): (address: string) => boolean {
  const own = new Set(inboxes.flatMap((one) => addressesIn([one.email ?? '', one.forward_to_email ?? ''])))
  return (address) => own.has(withoutTag(address)) || own.has(address) || /^reply\+[0-9a-f-]{36}@/.test(address)
}

/** The last mail that went between the customer and us: neither a note nor something that was handed on. */
export function lastMail(thread: readonly Message[]): Message | undefined {
  return thread.findLast(
    (one) => one.message_type !== 2 && !one.private && one.content_attributes['forwarded_message_id'] === undefined,
  )
}

/** Who was copied in by the customer: an answer goes to them too, as a reader expects (contract 5.4). */
export function copiedByCustomer(thread: readonly Message[], isOwn: (address: string) => boolean): string {
  const last = thread.findLast((one) => one.message_type === 0)
  return addressesIn(mailOf(last).cc)
    .filter((one) => !isOwn(one))
    .join(', ')
}

/** Everybody who had the last mail, but us. Whoever wrote it is answered; the customer is never left out. */
export function everybody(
  thread: readonly Message[],
  customer: string,
  isOwn: (address: string) => boolean,
): MailRecipients {
  const last = lastMail(thread)
  const about = last?.content_attributes ?? {}
  const mail = mailOf(last)
  const isIncoming = last?.message_type === 0
  const others = (...lists: unknown[]) => [...new Set(lists.flatMap(addressesIn))].filter((one) => !isOwn(one))
  const writers = isIncoming ? others(mail.from) : others(about['to_emails'])
  const to = writers.length > 0 ? writers : addressesIn(customer)
  const copied = isIncoming ? others(mail.to, mail.cc, customer) : others(about['cc_emails'], customer)
  return { to: to.join(', '), cc: copied.filter((one) => !to.includes(one)).join(', ') }
}

const withoutTag = (address: string) => address.replace(/\+[^@]*(?=@)/, '')
