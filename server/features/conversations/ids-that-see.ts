import type { AgentActor } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { findActor } from '../people/index.ts'
import { loadConversation } from './load-conversation.ts'

/** Which of these people may see a conversation of the account: each is asked about by the rule that lists and threads follow. */
export async function idsThatSee(db: Reader, accountId: number, number: number, userIds: number[]): Promise<number[]> {
  const seeing: number[] = []
  for (const id of userIds) {
    const actor = await findActor(db, accountId, id)
    if (actor && (await sees(db, accountId, actor, number))) seeing.push(id)
  }
  return seeing
}

async function sees(db: Reader, accountId: number, actor: AgentActor, number: number): Promise<boolean> {
  try {
    await loadConversation(db, { accountId, actor }, number)
    return true
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') return false
    throw error
  }
}
