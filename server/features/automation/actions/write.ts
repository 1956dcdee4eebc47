import { addMessage, reply } from '../../conversations/index.ts'
import type { Turn } from './turn.ts'

/** Writes in the thread: in the name of whoever ran a macro, or of nobody, with the rule that did it (contract 2.11). */
export async function write(turn: Turn, message: { content: string; private?: boolean }): Promise<void> {
  const { work, actor, conversation, key: idempotencyKey } = turn
  if (actor.kind === 'agent') {
    await reply(work, actor, conversation, { ...message, idempotencyKey })
    return
  }
  const contentAttributes = { automation_rule_id: actor.ruleId }
  const draft = { ...message, direction: 'outgoing' as const, sender: null, contentAttributes, idempotencyKey }
  await addMessage(work, conversation, draft)
}
