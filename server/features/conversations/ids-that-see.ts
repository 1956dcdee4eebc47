import type { AgentActor } from '../../kernel/actor.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { findActor } from '../people/index.ts'
import { loadConversation, mightSee } from './load-conversation.ts'

type Sees = (db: Reader, who: { accountId: number; actor: AgentActor }, number: number) => Promise<boolean>

/** Which of these people may see a conversation of the account: each is asked about by the rule that lists and threads follow. */
export async function idsThatSee(db: Reader, accountId: number, number: number, userIds: number[]): Promise<number[]> {
  return idsWith(sees, { db, accountId, number }, userIds)
}

/** Which of these people may be called into a conversation: those who see it, or will once they take part. */
export async function idsThatMaySee(
  db: Reader,
  accountId: number,
  number: number,
  userIds: number[],
): Promise<number[]> {
  return idsWith(mightSee, { db, accountId, number }, userIds)
}

async function idsWith(
  test: Sees,
  { db, accountId, number }: { db: Reader; accountId: number; number: number },
  userIds: number[],
): Promise<number[]> {
  const found: number[] = []
  for (const id of userIds) {
    const actor = await findActor(db, accountId, id)
    if (actor && (await test(db, { accountId, actor }, number))) found.push(id)
  }
  return found
}

const sees: Sees = async (db, who, number) => {
  try {
    await loadConversation(db, who, number)
    return true
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') return false
    throw error
  }
}
