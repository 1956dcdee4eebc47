import type { Locale } from '../../features/accounts/index.ts'
import type { Attachment } from '../../features/attachments/index.ts'
import { findMessage, FORWARDED, type Conversation, type MessageView } from '../../features/conversations/index.ts'
import type { Inbox } from '../../features/inboxes/index.ts'
import { escapeHtml, mailText, markdownHtml } from '../../features/mails/index.ts'
import { availableName } from '../../features/people/index.ts'
import type { Reader } from '../../platform/database/reader.ts'

/** A mail that is handed on: what it was about, what it said in both forms, and its files. */
export interface ForwardedMail {
  subject: string
  text: string
  html: string
  files: Attachment[]
}

/** The mail that a message forwards, or null. */
export async function forwardedBy(
  db: Reader,
  message: MessageView,
  around: { conversation: Conversation; inbox: Inbox; locale: Locale },
): Promise<ForwardedMail | null> {
  const id = Number(message.contentAttributes[FORWARDED] ?? 0)
  const original = id > 0 ? await findMessage(db, id) : undefined
  if (!original || original.conversationId !== message.conversationId || original.private) return null
  const subject = subjectOfMail(original, around.conversation)
  const head = headOf(original, subject, around)
  const title = mailText(around.locale, 'forward.heading')
  return {
    subject,
    text: [
      `---------- ${title} ----------`,
      ...head.map(([name, value]) => `${name}: ${value}`),
      '',
      textOf(original),
    ].join('\n'),
    html: `<div><p>---------- ${escapeHtml(title)} ----------<br>${head
      .map(([name, value]) => `<strong>${escapeHtml(name)}:</strong> ${escapeHtml(value)}`)
      .join('<br>')}</p>${htmlOf(original)}</div>`,
    files: original.attachments,
  }
}

/** "Fwd:" once, however often it is handed on. */
export function forwardSubject(subject: string): string {
  return /^(fwd?|wg|tr|rv|enc|i):/i.test(subject) ? subject : `Fwd: ${subject}`
}

interface KnownMail {
  subject?: unknown
  from?: unknown
  from_name?: unknown
  to?: unknown
  cc?: unknown
  text_content?: { full?: unknown } | null
  html_content?: { full?: unknown } | null
}

const mailIn = (message: MessageView) => (message.contentAttributes['email'] ?? {}) as KnownMail

function subjectOfMail(original: MessageView, { additionalAttributes: about }: Conversation): string {
  const said = [mailIn(original).subject, about['mail_subject']].find(
    (one): one is string => typeof one === 'string' && one.trim() !== '',
  )
  return said?.trim() ?? `[#${original.conversationNumber}]`
}

function headOf(
  original: MessageView,
  subject: string,
  { inbox, locale }: { inbox: Inbox; locale: Locale },
): [name: string, value: string][] {
  const format = { dateStyle: 'long', timeStyle: 'short', timeZone: inbox.timezone } as const
  const mail = mailIn(original)
  const { contentAttributes: about, contact } = original
  const isIncoming = original.direction === 'incoming'
  const list = (...values: unknown[]) => values.map(addresses).find((one) => one !== '') ?? ''
  const mailbox = inbox.emailChannel?.email
  const lines: [Parameters<typeof mailText>[1], string][] = [
    [
      'forward.from',
      isIncoming
        ? named(nameOf(mail, contact), list(mail.from, contact.email))
        : named(writerOf(original, inbox), mailbox),
    ],
    ['forward.date', new Intl.DateTimeFormat(locale, format).format(original.createdAt)],
    ['forward.subject', subject],
    ['forward.to', isIncoming ? list(mail.to, mailbox) : list(about['to_emails'], contact.email)],
    ['forward.cc', isIncoming ? list(mail.cc) : list(about['cc_emails'])],
  ]
  return lines.filter(([, value]) => value !== '').map(([key, value]) => [mailText(locale, key), value])
}

function writerOf({ sender }: MessageView, inbox: Inbox): string {
  if (sender?.kind === 'user') return availableName(sender)
  return sender?.kind === 'agent_bot' ? sender.name : inbox.name
}

/** A colleague of the customer may have written. */
const nameOf = (mail: KnownMail, { name }: MessageView['contact']) =>
  typeof mail.from_name === 'string' && mail.from_name !== '' ? mail.from_name : mail.from_name === null ? '' : name

const named = (name: string, address: string | undefined) =>
  name && name !== address ? `${name} <${address ?? ''}>` : (address ?? '')

function addresses(value: unknown): string {
  return (Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : []).join(', ')
}

function textOf(original: MessageView): string {
  const { text_content: text } = mailIn(original)
  return typeof text?.full === 'string' && text.full !== '' ? text.full : (original.content ?? '')
}

// Our readers ask before they load pictures from elsewhere; others have their own way. Only what was received as a mail has HTML that was made harmless when it came; what clients say of a message is text.
function htmlOf(original: MessageView): string {
  const { html_content: html } = mailIn(original)
  const isMail = original.direction === 'incoming' && original.contentType === 'incoming_email'
  if (isMail && typeof html?.full === 'string' && html.full !== '')
    return `<div>${html.full.replaceAll(' data-remote-src="', ' src="')}</div>`
  const text = textOf(original)
  return original.direction === 'incoming' ? `<p>${escapeHtml(text).replace(/\r?\n/g, '<br>')}</p>` : markdownHtml(text)
}
