import type { Direction, MessageView } from '../../features/conversations/index.ts'
import { attachment } from './attachment.ts'
import { botForCable } from './bot.ts'
import { contactForCable, contactForVisitor } from './contact.ts'
import { userForCable, userForVisitor } from './person.ts'
import { seconds, type Shown } from './shown.ts'

/** The number of a direction in the API and on the socket (contract 8.3). */
const NUMBERS: Record<Direction, number> = { incoming: 0, outgoing: 1, activity: 2, template: 3 }

const SENDER_TYPES = { user: 'User', agent_bot: 'AgentBot', contact: 'Contact' } as const
/** That number. */
export function directionNumber(direction: Direction): number {
  return NUMBERS[direction]
}

/** What is echoed once to whoever sent it (contract 2.23). */
export interface Echo {
  echoId?: string | undefined
}

/** A message for agents, over HTTP (contract A.3). */
export function messageForApi(message: MessageView, shown: Shown, echo: Echo = {}) {
  return {
    ...common(message, shown),
    inbox_id: message.inboxId,
    ...(echo.echoId !== undefined && { echo_id: echo.echoId }),
    status: message.status,
    private: message.private,
    source_id: message.sourceId,
    // Ours over HTTP; the socket has it upstream too.
    updated_at: message.updatedAt.toISOString(),
    ...withSender(senderForAgents(message, shown)),
  }
}

/** A message for agents, on the socket and as the last one of a conversation (contract A.4). */
export function messageForCable(message: MessageView, shown: Shown, echo: Echo = {}) {
  return {
    ...messageForApi(message, shown, echo),
    account_id: message.accountId,
    sender_type: message.sender && SENDER_TYPES[message.sender.kind],
    sender_id: message.sender && (message.sender.kind === 'contact' ? message.contact.id : message.sender.id),
    external_source_ids: {},
    additional_attributes: message.additionalAttributes,
    processed_message_content: message.content,
    sentiment: {},
    conversation: {
      assignee_id: message.conversation.assigneeId,
      unread_count: Math.min(message.conversation.unreadCount, 10),
      last_activity_at: seconds(message.conversation.lastActivityAt),
      contact_inbox: { source_id: message.conversation.sourceId },
    },
  }
}

/** A message for the customer (contract A.6): nothing that is inside the company. */
export function messageForVisitor(message: MessageView, shown: Shown, echo: Echo = {}) {
  return {
    ...common(message, shown),
    content_attributes: withoutAddresses(message.contentAttributes),
    status: message.status,
    ...(echo.echoId !== undefined && { echo_id: echo.echoId }),
    ...withSender(senderForVisitor(message, shown)),
  }
}

// Whom a mail went to, in secret too, and its whole history, are no part of what is said on a website.
const ABOUT_MAIL = new Set(['email', 'to_emails', 'cc_emails', 'bcc_emails', 'cc_email', 'bcc_email'])

function withoutAddresses(attributes: MessageView['contentAttributes']): MessageView['contentAttributes'] {
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => !ABOUT_MAIL.has(key)))
}

function common(message: MessageView, shown: Shown) {
  const files = message.attachments.map((file) => attachment(file, shown))
  return {
    id: message.id,
    content: message.content,
    conversation_id: message.conversationNumber,
    message_type: directionNumber(message.direction),
    content_type: message.contentType,
    content_attributes: message.contentAttributes,
    created_at: seconds(message.createdAt),
    ...(files.length > 0 && { attachments: files }),
  }
}

/** Who wrote a message, for colleagues. */
export function senderForAgents(message: MessageView, shown: Shown) {
  if (!message.sender) return null
  if (message.sender.kind === 'agent_bot') return botForCable(message.sender, shown)
  return message.sender.kind === 'user' ? userForCable(message.sender, shown) : contactForCable(message.contact, shown)
}

function senderForVisitor(message: MessageView, shown: Shown) {
  if (!message.sender) return null
  if (message.sender.kind === 'agent_bot') return botForCable(message.sender, shown)
  return message.sender.kind === 'user' ? userForVisitor(message.sender, shown) : contactForVisitor(message.contact)
}

function withSender<T>(sender: T | null) {
  return sender ? { sender } : {}
}
