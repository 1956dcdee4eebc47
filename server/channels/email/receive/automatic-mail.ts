import type { ReadMail } from '../../../platform/mail/read/read-mail.ts'

/** What of a mail tells whether a machine wrote it. */
export type Written = Pick<ReadMail, 'headers' | 'date'> & { writer: string | null; envelopeFrom: string | null }

const MACHINES =
  /^(mailer-daemon|mail-daemon|postmaster|no-?_?\.?reply|do-?_?not-?_?reply|bounces?|owner-.*|.*-request|.*-bounces?)(\+.*)?@/i
const BULK = /^(bulk|junk|list|auto_reply)$/i

// What an answer says to this is no news any more.
const TIMELY_MS = 24 * 3600 * 1000

/** Whether a mail says of itself that a program wrote it (RFC 3834 §5, contract 5.3). */
export function isAutomatic({ headers }: Pick<Written, 'headers'>): boolean {
  const submitted = keyword(headers, 'auto-submitted')
  return (submitted !== undefined && submitted !== 'no') || keyword(headers, 'x-autoreply') === 'yes'
}

/** Whether a mail is a program's answer to another one, such as an out-of-office note; loops are made of these. */
export function isAutomaticAnswer({ headers }: Pick<Written, 'headers'>): boolean {
  return (
    keyword(headers, 'auto-submitted') === 'auto-replied' ||
    keyword(headers, 'x-autoreply') === 'yes' ||
    keyword(headers, 'precedence') === 'auto_reply' ||
    headers.has('x-autorespond')
  )
}

/** Whether something that answers by itself must keep silent (RFC 3834 §2): programs, lists, and who asks for no answers wrote it. */
export function mayNotBeAnswered(mail: Written, now: Date): boolean {
  const { headers, writer } = mail
  const suppress = keyword(headers, 'x-auto-response-suppress')
  return (
    isAutomatic(mail) ||
    isAutomaticAnswer(mail) ||
    wantsNoBounces(mail) ||
    [...headers.keys()].some((name) => name.startsWith('list-')) ||
    BULK.test(keyword(headers, 'precedence') ?? '') ||
    (suppress !== undefined && suppress !== 'none') ||
    writer === null ||
    isMachine(writer) ||
    (mail.date !== null && now.getTime() - mail.date.getTime() > TIMELY_MS)
  )
}

/** Whether an address is a program's by its name. */
export function isMachine(address: string): boolean {
  return MACHINES.test(address)
}

/** Whether a mail came with an empty return path, as all that is not to be answered (RFC 5321 §4.5.5). */
export function wantsNoBounces({ headers, envelopeFrom }: Pick<Written, 'headers' | 'envelopeFrom'>): boolean {
  return envelopeFrom === '' || (headers.get('return-path') ?? []).some((path) => /^<?\s*>?$/.test(path.trim()))
}

function keyword(headers: Written['headers'], name: string): string | undefined {
  return headers
    .get(name)?.[0]
    ?.split(/[;\s(]/)[0]
    ?.toLowerCase()
}
