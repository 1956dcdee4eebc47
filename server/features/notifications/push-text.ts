import type { Locale } from '../accounts/index.ts'
import { availableName } from '../people/index.ts'
import type { ConversationView, MessageView } from '../conversations/index.ts'
import type { Notification, NotificationType } from './notification.ts'
import { titles } from './titles.ts'

/** What a notification says by itself, outside the desk. */
export interface PushText {
  title: string
  body: string
}

// Where these are shown there is room for a few lines.
const LONGEST = 500

/** A mention as clients write it: the name stays, the address goes. */
const MENTION = /\[(@[^\]]*)\]\(mention:\/\/[^)]*\)/g

/** The words of a notification: what happened, in a language, and what was written, or was last. */
export function pushText(
  notification: Pick<Notification, 'type' | 'conversationNumber'>,
  about: { conversation: ConversationView; message: MessageView | null },
  locale: Locale,
): PushText {
  const title = titles[locale][keyOf(notification.type)].replace('{number}', String(notification.conversationNumber))
  const message = about.message ?? about.conversation.lastMessage
  return { title, body: message ? wordsOf(message) : '' }
}

function keyOf(type: NotificationType) {
  if (type === 'conversation_creation') return 'created'
  if (type === 'conversation_assignment') return 'assigned'
  if (type === 'conversation_mention') return 'mentioned'
  return type.startsWith('sla_') ? 'late' : 'written'
}

function wordsOf(message: MessageView): string {
  const files = message.attachments.map((file) => file.fileName).join(', ')
  const words = (message.content ?? files).replaceAll(MENTION, '$1').slice(0, LONGEST)
  const who = writerOf(message)
  return who ? `${who}: ${words}` : words
}

function writerOf({ sender, contact }: MessageView): string {
  if (sender?.kind === 'user') return availableName(sender)
  if (sender?.kind === 'agent_bot') return sender.name
  return sender ? contact.name || contact.email || contact.phoneNumber || '' : ''
}
