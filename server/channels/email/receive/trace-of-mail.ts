import type { MailTrace } from '../../../features/conversations/index.ts'
import type { ReceivedMail } from '../../../features/received-mails/index.ts'
import type { ReadMail } from '../../../platform/mail/read/read-mail.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const TOKEN = /^reply\+([0-9a-f-]{36})@/i
// Written by the last server: whom this copy is for.
const RECIPIENT_HEADERS = ['delivered-to', 'x-original-to', 'envelope-to', 'x-forwarded-to']

/** What a mail says about the conversation that it goes on with. */
export function traceOf(mail: ReadMail, received: ReceivedMail, sender: string): MailTrace {
  const named = [...mail.to, ...mail.cc, ...mail.bcc].map(({ address }) => address)
  const copies = RECIPIENT_HEADERS.flatMap((name) => mail.headers.get(name) ?? []).map((one) =>
    one.replace(/[<>\s]/g, ''),
  )
  const writers = [...mail.replyTo, mail.from, mail.sender].flatMap((one) => one?.address ?? [])
  return {
    tokens: [...received.envelopeTo, ...named, ...copies].flatMap(tokenOf),
    // The last of the references is the nearest (RFC 5322 §3.6.4).
    answers: unique([...mail.inReplyTo, ...mail.references.toReversed()]),
    echoed: (mail.headers.get('x-porchlight-conversation') ?? [])
      .map((one) => one.trim())
      .filter((one) => UUID.test(one)),
    tag: tagOf(mail.subject),
    sender,
    people: unique([sender, ...writers, ...named].map((one) => one.toLowerCase())),
    id: received.headerId,
  }
}

function tokenOf(address: string): string[] {
  const token = TOKEN.exec(address.trim())?.[1]
  return token && UUID.test(token) ? [token.toLowerCase()] : []
}

function tagOf(subject: string): number | null {
  const number = Number(/\[#(\d{1,9})\]/.exec(subject)?.[1] ?? 0)
  return number > 0 ? number : null
}

function unique(values: string[]): string[] {
  return [...new Set(values.filter((one) => one !== ''))]
}
