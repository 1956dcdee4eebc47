import type { ConversationView, MessageView } from '../../features/conversations/index.ts'
import { attachment } from './attachment.ts'
import { contactForWebhook } from './contact.ts'
import { conversationForWebhook } from './conversation.ts'
import type { Shown } from './shown.ts'

/** What stands around a message that other programs are told of. */
export interface MessageSurroundings {
  account: { id: number; name: string }
  inbox: { id: number; name: string }
  conversation: ConversationView
}

/** A message as other programs are told of it (contract 4.1, A.5): the direction is a word, the time is ISO. */
export function messageForWebhook(message: MessageView, around: MessageSurroundings, shown: Shown) {
  const { account, inbox, conversation } = around
  const files = message.attachments.map((file) => attachment(file, shown))
  return {
    account,
    additional_attributes: message.additionalAttributes,
    content_attributes: message.contentAttributes,
    content_type: message.contentType,
    content: contentOf(message, conversation, shown),
    conversation: conversationForWebhook(conversation, shown),
    created_at: message.createdAt.toISOString(),
    id: message.id,
    inbox,
    message_type: message.direction,
    private: message.private,
    sender: senderOf(message, account, shown),
    source_id: message.sourceId,
    ...(files.length > 0 && { attachments: files }),
  }
}

// Markdown's hard breaks and the ends of lines mean nothing elsewhere. Who has no widget is asked for a rating by a link.
function contentOf({ content, contentType }: MessageView, { channelType, uuid }: ConversationView, { origin }: Shown) {
  const text = content?.replace(/\\\n/g, '\n').replace(/\n+$/, '') ?? null
  if (contentType !== 'input_csat' || channelType === 'web_widget') return text
  return `${text ?? ''} ${origin}/survey/responses/${uuid}`.trim()
}

function senderOf({ sender, contact }: MessageView, account: MessageSurroundings['account'], shown: Shown) {
  if (!sender) return null
  const { kind } = sender
  if (kind === 'agent_bot') return { id: sender.id, name: sender.name, type: 'agent_bot' }
  if (kind === 'user') return { id: sender.id, name: sender.name, email: sender.email, type: 'user' }
  return { account, ...contactForWebhook(contact, shown) }
}
