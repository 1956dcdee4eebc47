import type { AgentActor } from '../../kernel/actor.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { addMessage, type Stored } from './add-message.ts'
import type { Conversation } from './conversation.ts'
import type { MessageInput } from './message.ts'

/** An agent answers the customer in a locked conversation, or leaves a note that stays inside. */
export async function reply(
  work: Work,
  actor: AgentActor,
  conversation: Conversation,
  input: MessageInput & { private?: boolean },
): Promise<Stored> {
  const sender = { type: 'user' as const, id: actor.userId }
  return addMessage(work, conversation, { ...input, direction: 'outgoing', sender })
}
