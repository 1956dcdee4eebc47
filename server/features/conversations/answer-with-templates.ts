import { sql } from 'kysely'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { findContact, type Contact } from '../contacts/index.ts'
import { dayAt, findInbox, isOpen, type Inbox } from '../inboxes/index.ts'
import { textFor } from './activity.ts'
import { addMessage } from './add-message.ts'
import { EMAIL_QUESTION, GREETING } from './awaits-template.ts'
import { lockIfThere } from './conversation-store.ts'
import type { Conversation } from './conversation.ts'

// An answer that comes by itself and later than this puzzles more than it pleases.
const TIMELY_MS = 10 * 60 * 1000

// Who was just answered by a person is not told that nobody is there.
const JUST_ANSWERED_MS = 5 * 60 * 1000

/**
 * Answers a customer's message with what the inbox has for it, in this order: that it is out of office (once a day), the greeting
 * (to the first message, unless something was answered already), the question for an e-mail address (once) (contract 2.23).
 * The row lock and a key per answer let messages at once, and a repeated job, have each answer once.
 */
export async function answerWithTemplates(work: Work, message: { id: number; conversationId: number }): Promise<void> {
  if (!(await isTimelyWordOfPerson(work, message.id))) return
  const conversation = await lockIfThere(work, message.conversationId)
  if (!conversation || conversation.additionalAttributes['auto_reply'] === true) return
  const [inbox, contact] = [
    await findInbox(work.tx, conversation.inboxId),
    await findContact(work.tx, work.accountId, conversation.contactId),
  ]
  if (!inbox || !contact || contact.blocked) return
  await sayOutOfOffice(work, conversation, inbox)
  await sayGreeting(work, conversation, inbox)
  await askForEmail(work, conversation, { inbox, contact })
}

async function sayOutOfOffice(work: Work, conversation: Conversation, inbox: Inbox) {
  const content = inbox.outOfOfficeMessage?.trim()
  if (!inbox.workingHoursEnabled || !content || isOpen(inbox.workingHours, inbox.timezone, work.now)) return
  const answeredAt = await lastAnswer(work, conversation)
  if (answeredAt && work.now.getTime() - answeredAt.getTime() < JUST_ANSWERED_MS) return
  const idempotencyKey = `out-of-office:${dayAt(inbox.timezone, work.now)}`
  await addMessage(work, conversation, { direction: 'template', sender: null, content, idempotencyKey })
}

async function sayGreeting(work: Work, conversation: Conversation, inbox: Inbox) {
  const content = inbox.greetingMessage?.trim()
  if (!inbox.greetingEnabled || !content || conversation.firstReplyCreatedAt) return
  if (await wasAnswered(work, conversation)) return
  await addMessage(work, conversation, { direction: 'template', sender: null, content, idempotencyKey: GREETING })
}

async function askForEmail(work: Work, conversation: Conversation, { inbox, contact }: Asked) {
  if (inbox.channelType !== 'web_widget' || !inbox.enableEmailCollect || contact.email) return
  await addMessage(work, conversation, {
    direction: 'template',
    sender: null,
    contentType: 'input_email',
    content: await textFor(work, 'template.email'),
    idempotencyKey: EMAIL_QUESTION,
  })
}

interface Asked {
  inbox: Inbox
  contact: Contact
}

/**
 * Whether the message is of just now, and no machine wrote it, such as another desk's out-of-office: two of them would answer each
 * other for ever (contract 5.3).
 */
async function isTimelyWordOfPerson(work: Work, messageId: number): Promise<boolean> {
  const message = await work.tx
    .selectFrom('messages')
    .select([
      'created_at',
      sql<boolean>`content_attributes #>> '{email,auto_reply}' = 'true'
        or content_attributes #>> '{email,no_auto_answer}' = 'true'`.as('unanswerable'),
    ])
    .where('id', '=', messageId)
    .executeTakeFirst()
  if (!message || message.unanswerable) return false
  return work.now.getTime() - message.created_at.getTime() <= TIMELY_MS
}

async function lastAnswer(work: Work, conversation: Conversation): Promise<Date | undefined> {
  const row = await work.tx
    .selectFrom('messages')
    .select('created_at')
    .where('conversation_id', '=', conversation.id)
    .where('direction', '=', 'outgoing')
    .where('private', '=', false)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.created_at
}

async function wasAnswered(work: Work, conversation: Conversation): Promise<boolean> {
  const row = await work.tx
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', conversation.id)
    .where('direction', 'in', ['outgoing', 'template'])
    .where('private', '=', false)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
