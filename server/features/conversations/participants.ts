import { sql } from 'kysely'
import { invalid } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { idsThatSee } from './ids-that-see.ts'

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

/** Makes people participants of a conversation; refuses somebody who may not see it. */
export async function inviteParticipants(
  work: Work,
  conversation: { id: number; number: number },
  userIds: number[],
): Promise<void> {
  if (userIds.length > MOST_AT_ONCE) throw invalid('user_ids', `user_ids may name at most ${MOST_AT_ONCE} people`)
  const seeing = await idsThatSee(work.tx, work.accountId, conversation.number, userIds)
  if (userIds.some((id) => !seeing.includes(id))) {
    throw invalid('user_ids', 'user_ids must name people who may see the conversation')
  }
  await addParticipants(work, conversation.id, userIds)
}

/** Makes members of the account participants, whoever they are; those who take part already stay. */
export async function addParticipants(work: Work, conversationId: number, userIds: number[]): Promise<void> {
  if (userIds.length === 0) return
  await work.tx
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
    .execute()
}

/** Makes exactly these people the participants of a conversation. */
export async function setParticipants(
  work: Work,
  conversation: { id: number; number: number },
  userIds: number[],
): Promise<void> {
  const before = await participantIds(work.tx, conversation.id)
  await inviteParticipants(
    work,
    conversation,
    userIds.filter((id) => !before.includes(id)),
  )
  await removeParticipants(
    work,
    conversation.id,
    before.filter((id) => !userIds.includes(id)),
  )
}

/** Lets people take part no longer. */
export async function removeParticipants(work: Work, conversationId: number, userIds: number[]): Promise<void> {
  await work.tx
    .deleteFrom('conversation_participants')
    .where('conversation_id', '=', conversationId)
    .where((eb) => eb('user_id', '=', eb.fn.any(eb.val(userIds))))
    .execute()
}
