import type { Work } from '../../platform/database/unit-of-work.ts'
import type { MailInstallation } from '../../platform/mail/mail-port.ts'
import { localeOfAccount, type Locale } from '../../features/accounts/index.ts'
import {
  findMessage,
  lockIfThere,
  setDeliveryState,
  threadOfMails,
  type Conversation,
  type MessageView,
} from '../../features/conversations/index.ts'
import { findInbox, type Inbox } from '../../features/inboxes/index.ts'
import { domainOf, mailText, queueMail } from '../../features/mails/index.ts'
import { automaticHeaders, automaticKind, mustKeepSilent } from './automatic-answer.ts'
import { forwardedBy, forwardSubject } from './forwarded-mail.ts'
import { filesWithPictures } from './inline-pictures.ts'
import { divideFiles } from './divide-files.ts'
import { bodyOfAnswer, type Quoted } from './mail-body.ts'
import { besideThread, headerIdOf, recipientsOf, replyToOf, subjectOf, threadHeaders } from './mail-head.ts'
import { senderOf } from './sender.ts'

// What is older was not written now: it was imported, or told of by somebody.
const TIMELY_MS = 24 * 3600 * 1000

/** Puts what the company writes in an e-mail inbox into the outbox. A message that cannot become a mail says why. */
export async function deliver(work: Work, messageId: number, installation: MailInstallation): Promise<void> {
  const message = await findMessage(work.tx, messageId)
  if (!message || !isForTheCustomer(work, message)) return
  const inbox = await findInbox(work.tx, message.inboxId)
  if (!inbox?.emailChannel) return
  const conversation = await lockIfThere(work, message.conversationId)
  if (!conversation) return
  const { to, cc, bcc } = recipientsOf(message)
  const locale = await localeOfAccount(work.tx, work.accountId)
  const from = await senderOf(work, { inbox, message, installation, locale })
  if (to.length === 0) return refuse(work, conversation, message, 'The contact has no e-mail address')
  if (!from) {
    return refuse(work, conversation, message, 'No mail server is set up: give the inbox one, or set SMTP_URL')
  }
  const automatic = automaticKind(message)
  if (automatic && (await mustKeepSilent(work, { message, conversation, to, installation }))) return
  const domain = installation.inboundDomain ?? domainOf(inbox.emailChannel.email)
  const thread = await threadOfMails(work.tx, conversation, message)
  const forwarded = await forwardedBy(work.tx, message, { conversation, inbox, locale })
  const whole = [...filesWithPictures(message), ...(forwarded?.files ?? [])]
  const files = divideFiles(whole, { ...installation, secrets: work.secrets, now: work.now })
  await queueMail(work, {
    purpose: 'reply',
    accountId: work.accountId,
    inboxId: inbox.id,
    conversationId: conversation.id,
    messageId: message.id,
    from,
    to,
    cc,
    bcc,
    replyTo: replyToOf(inbox, conversation.uuid, installation),
    subject: forwarded
      ? forwardSubject(forwarded.subject)
      : subjectOf(conversation, thread.messages <= 1, mailText(locale, 'reply.subject', { name: inbox.name })),
    body: bodyOfAnswer(message, {
      locale,
      files,
      quoted: quotedFrom(thread.lastMessage, { locale, inbox }),
      forwarded,
      link: surveyOf(message, conversation, installation),
    }),
    headers: {
      ...(forwarded ? besideThread : threadHeaders)(thread, domain),
      ...(automatic && automaticHeaders(automatic)),
    },
    headerId: headerIdOf(conversation, message.id, domain),
    files: files.attached,
  })
}

function surveyOf({ contentType }: MessageView, { uuid }: Conversation, { origin }: MailInstallation) {
  return contentType === 'input_csat' ? `${origin}/survey/responses/${uuid}` : undefined
}

function isForTheCustomer(work: Work, message: MessageView): boolean {
  const { direction, private: isNote, contentType, contentAttributes } = message
  if (isNote || contentAttributes['external_echo'] || contentAttributes['deleted']) return false
  if (work.now.getTime() - message.createdAt.getTime() > TIMELY_MS) return false
  // A question in a thread of mails cannot be answered by a click, but for the survey, which has a page.
  if (direction === 'template') return contentType === 'text' || contentType === 'input_csat'
  return direction === 'outgoing'
}

function quotedFrom(last: MessageView | null, { locale, inbox }: { locale: Locale; inbox: Inbox }): Quoted | null {
  if (!last?.content) return null
  const format = { dateStyle: 'long', timeStyle: 'short', timeZone: inbox.timezone } as const
  const who = last.contact.name || last.contact.email || ''
  return { who, date: new Intl.DateTimeFormat(locale, format).format(last.createdAt), text: last.content }
}

function refuse(work: Work, conversation: Conversation, { id }: MessageView, externalError: string): Promise<void> {
  return setDeliveryState(work, conversation, id, { status: 'failed', externalError })
}
