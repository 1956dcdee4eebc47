import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { memberIdsOf } from '../teams/index.ts'
import type { Conversation } from './conversation.ts'
import { idsThatMaySee } from './ids-that-see.ts'
import { callIn } from './participants.ts'

/** What clients write where a note names somebody: `[@Ada](mention://user/1/Ada)`. */
const MENTION = /\]\(mention:\/\/(user|team)\/(\d{1,9})\//g

// A note that names more people than this is meant for a team.
const MOST = 50

/** Whom a text names: people, and teams. */
export interface Mentioned {
  userIds: number[]
  teamIds: number[]
}

/** Reads the mentions of a note. */
export function mentionsIn(content: string | null | undefined): Mentioned {
  const found = [...(content ?? '').matchAll(MENTION)]
  const ids = (kind: string) =>
    [...new Set(found.filter((match) => match[1] === kind).map((match) => Number(match[2])))].slice(0, MOST)
  return { userIds: ids('user'), teamIds: ids('team') }
}

/** Calls people and the members of teams into a conversation by a note: those who may see it take part and are told. */
export async function mentionPeople(
  work: Work,
  conversation: Conversation,
  note: Mentioned & { id: number },
): Promise<void> {
  const wanted = [...new Set([...note.userIds, ...(await membersOf(work, note.teamIds))])]
  const userIds = await idsThatMaySee(work.tx, work.accountId, conversation.number, wanted)
  if (userIds.length === 0) return
  const rows = userIds.map((userId) => ({
    conversation_id: conversation.id,
    account_id: work.accountId,
    user_id: userId,
    message_id: note.id,
    mentioned_at: work.now,
  }))
  await work.tx
    .insertInto('mentions')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['conversation_id', 'user_id']).doUpdateSet({
        message_id: sql`excluded.message_id`,
        mentioned_at: sql`excluded.mentioned_at`,
      }),
    )
    .execute()
  await callIn(work, conversation, userIds)
  const { id: conversationId, number } = conversation
  work.record({ type: 'conversation.mentioned', conversationId, data: { noteId: note.id, number, userIds } })
}

/** Whoever calls their own team means the others. */
async function membersOf({ tx, accountId, actor }: Work, teamIds: number[]): Promise<number[]> {
  if (teamIds.length === 0) return []
  const ids = await memberIdsOf(tx, accountId, teamIds)
  return ids.filter((id) => actor.kind !== 'agent' || id !== actor.userId)
}

/** Whom a note has called in; of an earlier note no longer, when a later one names them too. */
export async function calledInBy(db: Reader, messageId: number): Promise<number[]> {
  const rows = await db.selectFrom('mentions').select('user_id').where('message_id', '=', messageId).execute()
  return rows.map((row) => row.user_id)
}
