import type {
  FoundContact,
  FoundConversation,
  FoundMessage,
  FoundThread,
  InboxName,
} from '../../features/search/index.ts'
import type { MessageView } from '../../features/conversations/index.ts'
import { availableName } from '../../features/people/index.ts'
import { contact, contactForCable, shownName } from './contact.ts'
import { channelName } from './inbox.ts'
import { directionNumber, messageForApi } from './message.ts'
import { userForCable } from './person.ts'
import { seconds, type Shown } from './shown.ts'

/** What stands beside everything that was found. */
export interface Beside {
  shown: Shown
  inboxes: Map<number, InboxName>
}

/** A contact that was found (contract 2.12). */
export function foundContact({ contact: one, highlight }: FoundContact, { shown }: Beside) {
  return { ...contact(one, shown), account_id: one.accountId, highlight: detailsOf(highlight) }
}

/** A message that was found, with the inbox it came by (contract 2.12). */
export function foundMessage({ message, highlight }: FoundMessage, { shown, inboxes }: Beside) {
  return {
    ...messageForApi(message, shown),
    account_id: message.accountId,
    inbox: inboxSlim(message.inboxId, inboxes),
    highlight: highlight === null ? {} : { content: highlight },
  }
}

/** A conversation that was found by its number or its contact, with its last message (contract 2.12). */
export function foundConversation({ conversation, highlight }: FoundConversation, beside: Beside) {
  const { shown, inboxes } = beside
  const { assignee, lastMessage } = conversation
  return {
    id: conversation.number,
    uuid: conversation.uuid,
    created_at: seconds(conversation.createdAt),
    account_id: conversation.accountId,
    status: conversation.status,
    additional_attributes: conversation.additionalAttributes,
    contact: contactForCable(conversation.contact, shown),
    inbox: inboxSlim(conversation.inboxId, inboxes),
    ...(assignee && { agent: userForCable(assignee, shown) }),
    message: lastMessage && messageForApi(lastMessage, shown),
    highlight: detailsOf(highlight),
  }
}

/** A conversation in which something was said (contract 2.9, slim). */
export function foundThread({ conversation, messages }: FoundThread, { inboxes }: Beside) {
  const { contact: one } = conversation
  return {
    id: conversation.number,
    uuid: conversation.uuid,
    created_at: seconds(conversation.createdAt),
    contact: { id: one.id, name: shownName(one) },
    inbox: inboxSlim(conversation.inboxId, inboxes),
    messages: messages.map(({ message, highlight }) => ({
      content: message.content,
      id: message.id,
      sender_name: senderName(message),
      message_type: directionNumber(message.direction),
      created_at: seconds(message.createdAt),
      highlight: highlight === null ? {} : { content: highlight },
    })),
    account_id: conversation.accountId,
  }
}

function inboxSlim(id: number, inboxes: Beside['inboxes']) {
  const inbox = inboxes.get(id)
  return { id, name: inbox?.name ?? '', channel_type: channelName(inbox?.channelType ?? 'api') }
}

function senderName({ sender, contact: one }: MessageView): string | null {
  if (!sender) return null
  return sender.kind === 'user' ? availableName(sender) : shownName(one)
}

function detailsOf({ phoneNumber, ...rest }: FoundContact['highlight']) {
  return { ...rest, ...(phoneNumber !== undefined && { phone_number: phoneNumber }) }
}
