import { isOwn, type Conversation, type Message, type Sender } from './message.ts'
import type { Thread } from './thread.ts'

export interface FramePorts {
  thread: Thread
  typists: { start(sender: Sender): void; stop(sender: Sender | null | undefined): void }
  /** The visitor has more than one conversation, and something happened in another than the present one. */
  otherConversation(): void
  newMessage(message: Message): void
}

interface TypingData {
  conversation?: { id?: number }
  user?: Sender
  is_private?: boolean
}

/** Applies one frame of contract §3.3; events that are not for visitors are ignored. */
export function applyFrame(ports: FramePorts, frame: unknown): void {
  const { event, data } = (frame ?? {}) as { event?: string; data?: unknown }
  if (!event || !data) return
  if (event.startsWith('message.')) return applyMessage(ports, event, data as Message)
  if (event.startsWith('conversation.typing_')) return applyTyping(ports, event, data)
  if (event.startsWith('conversation.')) applyConversation(ports, data as Conversation)
}

function applyMessage(
  { thread, typists, otherConversation, newMessage }: FramePorts,
  event: string,
  message: Message,
): void {
  const { conversation } = thread.state
  const isNew = event === 'message.created' && !thread.has(message.id)
  thread.applyFrame(message)
  if (!isOwn(message)) typists.stop(message.sender)
  if (isNew && thread.has(message.id)) newMessage(message)
  if (conversation && message.conversation_id !== conversation.id) otherConversation()
}

function applyTyping(
  { thread, typists }: FramePorts,
  event: string,
  { conversation, user, is_private }: TypingData,
): void {
  if (!user || user.type === 'contact' || is_private) return
  if (conversation?.id !== undefined && conversation.id !== thread.state.conversation?.id) return
  if (event.endsWith('_on')) typists.start(user)
  else typists.stop(user)
}

function applyConversation({ thread }: FramePorts, data: Conversation): void {
  const { conversation } = thread.state
  if (!conversation || data.id !== conversation.id) return
  conversation.status = data.status ?? conversation.status
  conversation.agent_last_seen_at = Math.max(conversation.agent_last_seen_at ?? 0, data.agent_last_seen_at ?? 0)
  if (data.contact_last_seen_at) thread.seenUntil(data.contact_last_seen_at)
}
