import type { Work } from '../../platform/database/unit-of-work.ts'
import { findBots } from '../agent-bots/index.ts'
import { availableName, loadAgent } from '../people/index.ts'
import { addMessage } from './add-message.ts'
import type { Conversation } from './conversation.ts'

/** Leaves a line in the thread that tells what happened; `{who}` becomes the actor's name. */
export async function tellActivity(work: Work, conversation: Conversation, sentence: string): Promise<void> {
  const content = sentence.replace('{who}', await actorName(work))
  await addMessage(work, conversation, { direction: 'activity', sender: null, content })
}

async function actorName(work: Work): Promise<string> {
  if (work.actor.kind === 'system') return 'Porchlight'
  if (work.actor.kind === 'contact') return 'The customer'
  if (work.actor.kind === 'bot') return (await findBots(work.tx, [work.actor.botId]))[0]?.name ?? 'A bot'
  return availableName(await loadAgent(work.tx, work.accountId, work.actor.userId))
}
