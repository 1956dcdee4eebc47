import type { AgentActor, BotActor } from '../../kernel/actor.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { addMessage, type Stored } from './add-message.ts'
import type { Conversation } from './conversation.ts'
import { mentionPeople, mentionsIn } from './mentions.ts'
import { checkForwarded } from './forwarded.ts'
import type { MessageInput, Sender } from './message.ts'
import { withReplyTo } from './reply-to.ts'

/** An agent or a bot answers the customer in a locked conversation, or leaves a note that stays inside. */
export async function reply(
  work: Work,
  actor: AgentActor | BotActor,
  conversation: Conversation,
  input: MessageInput & { private?: boolean },
): Promise<Stored> {
  const sender: Sender =
    actor.kind === 'bot' ? { type: 'agent_bot', id: actor.botId } : { type: 'user', id: actor.userId }
  await checkForwarded(work, conversation, input)
  const contentAttributes = await withReplyTo(work, conversation, input.contentAttributes)
  const stored = await addMessage(work, conversation, { ...input, contentAttributes, direction: 'outgoing', sender })
  const named = mentionsIn(input.private ? input.content : null)
  if (stored.created) await mentionPeople(work, conversation, { ...named, id: stored.id })
  return stored
}
