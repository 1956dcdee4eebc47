import type { Work } from '../../../platform/database/unit-of-work.ts'
import { localeOfAccount } from '../../../features/accounts/index.ts'
import { clearUndeliverable, enterByAddress } from '../../../features/contacts/index.ts'
import {
  continueOrStart,
  lockMailThread,
  MAXIMUM_LENGTH,
  noteUnseen,
  receiveMessage,
  startConversation,
  type Conversation,
} from '../../../features/conversations/index.ts'
import type { Inbox } from '../../../features/inboxes/index.ts'
import { mailText } from '../../../features/mails/index.ts'
import { countAutomatic, type Verdict } from '../../../features/received-mails/index.ts'
import type { Incoming } from './incoming.ts'
import { emailAttributes } from './email-attributes.ts'
import { traceOf } from './trace-of-mail.ts'

/** Who wrote the mail, and what is known of it. */
interface Known {
  inbox: Inbox
  writer: { address: string; name: string }
  marks: { autoReply: boolean; isAnswer: boolean; unanswerable: boolean }
}

// In a day, from one address: of answers by programs that go on with no conversation, and of those in one conversation.
const MOST_STRAY_ANSWERS = 1
const MOST_ANSWERS = 3

const LONGEST_SUBJECT = 1000

/** Makes a message of a mail: in the conversation that it goes on with, or a new one. */
export async function placeMail(work: Work, incoming: Incoming, known: Known): Promise<Verdict> {
  const { received, mail } = incoming
  const { inbox, writer } = known
  const trace = traceOf(mail, received, writer.address)
  const thread = await lockMailThread(work, inbox.id, trace)
  if (known.marks.isAnswer && (await isLoop(work, known, thread))) {
    return {
      state: 'ignored',
      reason: 'A program answered once more: two that answer each other would go on for ever.',
    }
  }
  if (!thread && !inbox.emailChannel) {
    return { state: 'quarantined', reason: 'It goes on with a conversation that is not there any more.' }
  }
  const conversation = thread && !isClosed(thread, inbox) ? thread : await begin(work, incoming, known)
  await clearUndeliverable(work, writer.address)
  const { contactId, contactInboxId } = conversation
  // The lines in the thread say that the customer did it.
  const actor = { kind: 'contact' as const, contactId, contactInboxId, inboxId: inbox.id }
  const stored = await receiveMessage({ ...work, actor }, conversation, await messageOf(work, incoming, known))
  await noteUnseen(work, conversation, trace)
  return { state: 'accepted', messageId: stored.id }
}

async function isLoop(work: Work, { inbox, writer }: Known, thread: Conversation | undefined): Promise<boolean> {
  const before = await countAutomatic(work, { inboxId: inbox.id, sender: writer.address, conversationId: thread?.id })
  return before >= (thread ? MOST_ANSWERS : MOST_STRAY_ANSWERS)
}

/** An inbox may want a new conversation after one was resolved; one that holds each contact to a single one goes on with that. */
function isClosed(thread: Conversation, inbox: Inbox): boolean {
  return (
    inbox.emailChannel !== null &&
    thread.status === 'resolved' &&
    !inbox.allowMessagesAfterResolved &&
    !inbox.lockToSingleConversation
  )
}

async function begin(work: Work, { mail }: Incoming, { inbox, writer, marks }: Known): Promise<Conversation> {
  const { contact, place } = await enterByAddress(work, inbox.id, writer)
  // Some programs leave In-Reply-To out; the last of the references is what they answer.
  const inReplyTo = mail.inReplyTo[0] ?? mail.references.at(-1)
  const beginning = {
    inboxId: inbox.id,
    contactId: contact.id,
    contactInboxId: place.id,
    additionalAttributes: {
      source: 'email',
      ...(inReplyTo !== undefined && { in_reply_to: inReplyTo }),
      mail_subject: mail.subject.slice(0, LONGEST_SUBJECT),
      auto_reply: marks.autoReply,
      initiated_at: { timestamp: work.now.toISOString() },
    },
  }
  return inbox.lockToSingleConversation ? continueOrStart(work, beginning, inbox) : startConversation(work, beginning)
}

async function messageOf(work: Work, { received, mail, files }: Incoming, { marks }: Known) {
  return {
    content: await contentOf(work, { mail, hasFiles: files.length > 0 }),
    contentType: 'incoming_email',
    contentAttributes: emailAttributes(mail, received, marks),
    sourceId: received.headerId,
    files,
  }
}

/** What was written now; of a mail that only passes something on, all of it; of one without a word, its subject. */
async function contentOf(
  work: Work,
  { mail, hasFiles }: { mail: Incoming['mail']; hasFiles: boolean },
): Promise<string | null> {
  const written = [mail.text?.reply, mail.text?.full, hasFiles ? '' : mail.subject].find((one) => one?.trim())
  if (written) return written.trim().slice(0, MAXIMUM_LENGTH)
  return hasFiles ? null : mailText(await localeOfAccount(work.tx, work.accountId), 'received.empty')
}
