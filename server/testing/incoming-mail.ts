import { keepRawMail, type RawMail } from '../features/received-mails/index.ts'
import type { TestDesk } from './desk.ts'
import type { TestAgent } from './people.ts'

/** An e-mail inbox of a test, and mails that come into it. */
export interface TestMailbox {
  inboxId: number
  email: string
  /** Keeps a mail, as a transport does; `desk.settle()` reads it. */
  takes(source: string | Buffer, more?: Partial<RawMail>): Promise<{ id: number; isNew: boolean }>
  /** Takes a mail and reads it; what became of it. */
  receives(source: string | Buffer, more?: Partial<RawMail>): Promise<ReceivedRow>
}

/** What is written down of a mail that came in. */
export interface ReceivedRow {
  id: number
  state: string
  reason: string | null
  message_id: number | null
  header_id: string
}

/** Makes an e-mail inbox whose mail a test brings by hand. */
export async function aMailbox(
  desk: TestDesk,
  more: { email?: string; by?: TestAgent; accountId?: number; channel?: object; [key: string]: unknown } = {},
): Promise<TestMailbox> {
  const { email = 'help@lamp.example', by = desk.ada, accountId = desk.accountId, channel, ...settings } = more
  const wanted = { name: 'Help', channel: { type: 'email', email, ...channel }, ...settings }
  const { body } = await by.post('~/inboxes', wanted)
  const inboxId = Number(body.id)
  return mailboxOf(desk, { inboxId, accountId, email })
}

/** Brings mails into an inbox that there is, such as a website's. */
export function mailboxOf(
  desk: TestDesk,
  { inboxId, accountId = desk.accountId, email = '' }: { inboxId: number; accountId?: number; email?: string },
): TestMailbox {
  const takes: TestMailbox['takes'] = (source, more = {}) =>
    keepRawMail(desk.ports, { accountId, inboxId, via: 'imap', source: Buffer.from(source), ...more })
  const receives: TestMailbox['receives'] = async (source, more) => {
    const { id } = await takes(source, more)
    await desk.settle()
    return receivedRow(desk, id)
  }
  return { inboxId, email, takes, receives }
}

/** What is written down of one mail. */
export async function receivedRow(desk: TestDesk, id: number): Promise<ReceivedRow> {
  return desk.database.db
    .selectFrom('received_mails')
    .select(['id', 'state', 'reason', 'message_id', 'header_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

let written = 0

/** A mail as it is on the wire: from Mo to the inbox, unless its headers say otherwise; null leaves one out. */
export function aMail(headers: Record<string, string | null> = {}, body = 'Hello, a lamp is broken.'): string {
  const number = ++written
  const usual = {
    From: 'Mo <mo@sea.example>',
    To: 'help@lamp.example',
    Subject: 'A lamp',
    'Message-ID': `<letter-${number}@sea.example>`,
    Date: new Date().toUTCString(),
  }
  const lines = Object.entries({ ...usual, ...headers }).flatMap(([name, value]) =>
    value === null ? [] : `${name}: ${value}`,
  )
  return [...lines, '', body, ''].join('\r\n')
}

/** A report that a mail did not arrive (RFC 3464). */
export function aBounce(
  original: string,
  more: { to?: string; status?: string; action?: string; id?: string } = {},
): string {
  const { to = 'mo@sea.example', status = '5.1.1', action = 'failed', id = `bounce-${++written}@sea.example` } = more
  const lines = [
    'Return-Path: <>',
    'From: Mail Delivery System <MAILER-DAEMON@sea.example>',
    'To: help@lamp.example',
    'Subject: Undelivered Mail Returned to Sender',
    `Message-ID: <${id}>`,
    `Date: ${new Date().toUTCString()}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'I am sorry to tell you that your message could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.sea.example',
    '',
    `Final-Recipient: rfc822; ${to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 5.1.1 No such person',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${original}>`,
    'Subject: Re: A lamp',
    '',
    '--b--',
    '',
  ]
  return lines.join('\r\n')
}
