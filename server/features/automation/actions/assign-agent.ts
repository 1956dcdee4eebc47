import type { Json } from '../../../kernel/event.ts'
import { assign, lastResponder } from '../../conversations/index.ts'
import type { Perform, Turn } from './turn.ts'

/** Gives the conversation to an agent: by id, to whoever acts, to whoever answered last, or to nobody. */
export const assignAgent: Perform = async (turn, [whom]) => {
  const userId = await agentMeant(turn, whom)
  if (userId !== undefined) await assign(turn.work, turn.conversation, userId)
}

/** Takes the conversation from whoever has it. */
export const removeAssignedAgent: Perform = ({ work, conversation }) => assign(work, conversation, null)

/** Undefined when there is no such person: while nobody has answered, it stays with whom it is. */
async function agentMeant({ work, actor, conversation }: Turn, whom: Json | undefined) {
  if (whom === 'nil') return null
  if (whom === 'self') return actor.kind === 'agent' ? actor.userId : undefined
  if (whom === 'last_responding_agent') return lastResponder(work.tx, conversation.id)
  return Number(whom)
}
