import { sql } from 'kysely'
import { invalid } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Conversation } from './conversation.ts'
import { idsThatMaySee } from './ids-that-see.ts'
import { standingOf } from './standing.ts'

// Whoever takes part hears of every message; beyond this a team is meant.
const MOST_AT_ONCE = 100

/** The people who take part in a conversation and are members of its account, the first to join first. */
export async function participantIds(db: Reader, conversationId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('conversation_participants')
    .select('user_id')
    .where('conversation_id', '=', conversationId)
    .orderBy('created_at')
    .orderBy('user_id')
    .execute()
  return rows.map((row) => row.user_id)
}

/** Makes people participants of a locked conversation; refuses somebody who may not see it even then. */
export async function inviteParticipants(work: Work, conversation: Conversation, userIds: number[]): Promise<void> {
  await changeParticipants(work, conversation, { join: userIds, leave: [] })
}

/** Makes exactly these people the participants of a locked conversation. */
export async function setParticipants(work: Work, conversation: Conversation, userIds: number[]): Promise<void> {
  const before = await participantIds(work.tx, conversation.id)
  const leave = before.filter((id) => !userIds.includes(id))
  await changeParticipants(work, conversation, { join: userIds.filter((id) => !before.includes(id)), leave })
}

/** Lets people take part in a locked conversation no longer. */
export async function removeParticipants(work: Work, conversation: Conversation, userIds: number[]): Promise<void> {
  await changeParticipants(work, conversation, { join: [], leave: userIds })
}

/** Calls in people who may see a locked conversation once they take part, which the caller has made sure of. */
export async function callIn(work: Work, conversation: Conversation, userIds: number[]): Promise<void> {
  await tellingWho(work, conversation, () => addParticipants(work, conversation.id, userIds))
}

async function changeParticipants(
  work: Work,
  conversation: Conversation,
  { join, leave }: { join: number[]; leave: number[] },
) {
  if (join.length > MOST_AT_ONCE) throw invalid('user_ids', `user_ids may name at most ${MOST_AT_ONCE} people`)
  const seeing = await idsThatMaySee(work.tx, work.accountId, conversation.number, join)
  if (join.some((id) => !seeing.includes(id))) {
    throw invalid('user_ids', 'user_ids must name people who may see the conversation')
  }
  await tellingWho(work, conversation, async () => {
    const joined = await addParticipants(work, conversation.id, join)
    const left = await dropParticipants(work, conversation.id, leave)
    return [...joined, ...left]
  })
}

/** Taking part may be what somebody sees the conversation by: who loses it is told, and who gains it gets it. */
async function tellingWho(work: Work, conversation: Conversation, change: () => Promise<number[]>) {
  const before = await standingOf(work, conversation)
  const userIds = await change()
  if (userIds.length === 0) return
  const data = { userIds, before }
  work.record({ type: 'conversation.participants_changed', conversationId: conversation.id, data })
}

/** Makes members of the account participants, whoever they are, and returns who was none yet. The caller tells of it. */
export async function addParticipants(work: Work, conversationId: number, userIds: number[]): Promise<number[]> {
  if (userIds.length === 0) return []
  const rows = await work.tx
    .insertInto('conversation_participants')
    .columns(['conversation_id', 'account_id', 'user_id', 'created_at'])
    .expression(
      work.tx
        .selectFrom('account_users')
        .select([
          sql<number>`${conversationId}::integer`.as('conversation_id'),
          'account_users.account_id',
          'account_users.user_id',
          sql<Date>`${work.now}::timestamptz`.as('created_at'),
        ])
        .where('account_users.account_id', '=', work.accountId)
        .where((eb) => eb('account_users.user_id', '=', eb.fn.any(eb.val(userIds)))),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('user_id')
    .execute()
  return rows.map((row) => row.user_id)
}

async function dropParticipants(work: Work, conversationId: number, userIds: number[]): Promise<number[]> {
  if (userIds.length === 0) return []
  const rows = await work.tx
    .deleteFrom('conversation_participants')
    .where('conversation_id', '=', conversationId)
    .where((eb) => eb('user_id', '=', eb.fn.any(eb.val(userIds))))
    .returning('user_id')
    .execute()
  return rows.map((row) => row.user_id)
}
