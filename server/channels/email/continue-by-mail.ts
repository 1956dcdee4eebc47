import type { Work } from '../../platform/database/unit-of-work.ts'
import type { MailInstallation } from '../../platform/mail/mail-port.ts'
import { localeOfAccount } from '../../features/accounts/index.ts'
import { lastingAttachmentLink } from '../../features/attachments/index.ts'
import {
  listMessagesForVisitor,
  lockIfThere,
  viewConversation,
  type Conversation,
  type MessageView,
} from '../../features/conversations/index.ts'
import { findInbox, type Inbox } from '../../features/inboxes/index.ts'
import { domainOf, lastContinued, layOut, lookOfBusiness, mailText, queueMail } from '../../features/mails/index.ts'
import { availableName } from '../../features/people/index.ts'
import { headerIdOf, replyToOf, threadHeaders } from './mail-head.ts'
import { senderOf } from './sender.ts'

/** The task that mails a visitor who left what was answered. */
export const continueByMailTask = 'continue-by-mail'

// What is written within this time is one mail.
const WAIT_MS = 2 * 60 * 1000
const LINK_MS = 30 * 24 * 3600 * 1000

/** Queues the mail about an answer on a website that continues by mail: one for all answers of the same two minutes. */
export async function continueIfWanted(work: Work, conversationId: number): Promise<void> {
  const conversation = await viewConversation(work.tx, conversationId)
  if (conversation?.channelType !== 'web_widget' || !conversation.contact.email) return
  const inbox = await findInbox(work.tx, conversation.inboxId)
  if (inbox?.webWidget?.continuityViaEmail) continueLater(work, conversationId)
}

function continueLater(work: Work, conversationId: number): void {
  const window = Math.floor(work.now.getTime() / WAIT_MS)
  work.later({
    task: continueByMailTask,
    payload: { accountId: work.accountId, conversationId },
    key: `${continueByMailTask}:${conversationId}:${window}`,
    runAt: new Date((window + 1) * WAIT_MS),
  })
}

/**
 * Mails a website's visitor what they have not seen, if the inbox does that and they have an address. While they are on the website
 * they will see it there: it is looked at again later.
 */
export async function continueByMail(
  work: Work,
  conversationId: number,
  known: { installation: MailInstallation; here: ReadonlySet<number> },
): Promise<void> {
  const conversation = await lockIfThere(work, conversationId)
  const inbox = conversation && (await findInbox(work.tx, conversation.inboxId))
  if (!conversation || !inbox?.webWidget?.continuityViaEmail) return
  const news = await unseen(work, conversation)
  const [first] = news
  const last = news.at(-1)
  if (!first || !last || last.contact.blocked || !last.contact.email) return
  if (known.here.has(conversation.contactId)) return continueLater(work, conversationId)
  await mail(work, { conversation, inbox, news, last, installation: known.installation, to: last.contact.email })
}

async function unseen(work: Work, conversation: Conversation): Promise<MessageView[]> {
  const after = await lastContinued(work.tx, conversation.id)
  const seenAt = conversation.contactLastSeenAt?.getTime() ?? 0
  const latest = await listMessagesForVisitor(work.tx, [conversation.id], {})
  return latest.filter(
    ({ id, direction, createdAt, contentType }) =>
      id > after && direction === 'outgoing' && contentType === 'text' && createdAt.getTime() > seenAt,
  )
}

interface Letter {
  conversation: Conversation
  inbox: Inbox
  news: MessageView[]
  last: MessageView
  installation: MailInstallation
  to: string
}

async function mail(work: Work, { conversation, inbox, news, last, installation, to }: Letter): Promise<void> {
  const locale = await localeOfAccount(work.tx, work.accountId)
  const from = await senderOf(work, { inbox, message: last, installation, locale })
  if (!from) return
  const business = inbox.businessName?.trim() || inbox.name
  const until = new Date(work.now.getTime() + LINK_MS)
  const format = { dateStyle: 'medium', timeStyle: 'short', timeZone: inbox.timezone } as const
  const written = new Intl.DateTimeFormat(locale, format)
  const subject = mailText(locale, 'continuity.subject', { account: business })
  const comesBack = installation.inboundDomain !== null
  const website = inbox.webWidget?.websiteUrl
  const domain = installation.inboundDomain ?? domainOf(from.address)
  await queueMail(work, {
    purpose: 'continuity',
    accountId: work.accountId,
    inboxId: inbox.id,
    conversationId: conversation.id,
    messageId: last.id,
    from,
    to: [to],
    replyTo: replyToOf(inbox, conversation.uuid, installation),
    subject: `[#${conversation.number}] ${subject}`,
    body: layOut(
      lookOfBusiness(business, installation.origin, inbox.webWidget?.widgetColor ?? installation.accent),
      locale,
      {
        heading: subject,
        paragraphs: [],
        entries: news.map((message) => ({
          who: message.sender?.kind === 'user' ? availableName(message.sender) : business,
          when: written.format(message.createdAt),
          text: message.content ?? '',
          files: message.attachments.map((file) => ({
            name: file.fileName,
            url: installation.origin + lastingAttachmentLink(work.secrets, file, until),
          })),
        })),
        ...(!comesBack && website && { button: { label: business, url: website } }),
        note: mailText(locale, comesBack ? 'continuity.answer' : 'continuity.website'),
      },
    ),
    headers: threadHeaders(
      { uuid: conversation.uuid, accountId: work.accountId, lastIncoming: null, answered: null, messages: news.length },
      domain,
    ),
    headerId: headerIdOf(conversation, last.id, domain),
  })
}
