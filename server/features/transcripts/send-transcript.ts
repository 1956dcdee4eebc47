import type { MailInstallation } from '../../platform/mail/mail-port.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { loadAccount, nearestLocale } from '../accounts/index.ts'
import { lastingAttachmentLink } from '../attachments/index.ts'
import { listMessagesForVisitor, type Conversation, type MessageView } from '../conversations/index.ts'
import { findInbox } from '../inboxes/index.ts'
import { mailText, queueProductMail } from '../mails/index.ts'
import { availableName } from '../people/index.ts'

// As many as a mail can bear; the end of a longer thread is what people look for.
const LONGEST = 1000
const LINK_DAYS = 30

/** Mails the thread of a conversation, without what the company notes to itself; false while no mail is set up. */
export async function sendTranscript(
  work: Work,
  installation: MailInstallation,
  conversation: Pick<Conversation, 'id' | 'number' | 'inboxId'>,
  email: string,
): Promise<boolean> {
  const account = await loadAccount(work.tx, work.accountId)
  const inbox = await findInbox(work.tx, conversation.inboxId)
  const locale = nearestLocale(account.locale)
  const written = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: inbox?.timezone ?? 'UTC',
  })
  const until = new Date(work.now.getTime() + LINK_DAYS * 24 * 3600 * 1000)
  const entries = (await threadOf(work, conversation.id)).map((message) => ({
    who: writerOf(message, account.name),
    when: written.format(message.createdAt),
    text: message.content ?? '',
    files: message.attachments.map((file) => ({
      name: file.fileName,
      url: installation.origin + lastingAttachmentLink(work.secrets, file, until),
    })),
  }))
  const subject = mailText(locale, 'transcript.subject', { number: String(conversation.number) })
  return queueProductMail(work, installation, {
    purpose: 'transcript',
    accountId: work.accountId,
    conversationId: conversation.id,
    to: email,
    subject,
    locale,
    words: { heading: subject, paragraphs: [mailText(locale, 'transcript.text', { account: account.name })], entries },
  })
}

async function threadOf(work: Work, conversationId: number): Promise<MessageView[]> {
  const thread: MessageView[] = []
  let before: number | undefined
  while (thread.length < LONGEST) {
    const older = await listMessagesForVisitor(work.tx, [conversationId], { before })
    if (older.length === 0) break
    thread.unshift(...older)
    before = older[0]?.id
  }
  return thread
}

function writerOf({ sender, contact }: MessageView, company: string): string {
  if (sender?.kind === 'user') return availableName(sender)
  if (sender?.kind === 'agent_bot') return sender.name
  return sender ? contact.name || contact.email || '' : company
}
