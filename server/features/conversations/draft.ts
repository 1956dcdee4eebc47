import { invalid } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { MAXIMUM_LENGTH } from './message.ts'

/** What somebody has begun to write in a conversation, for themselves only; undefined when nothing. */
export async function findDraft(db: Reader, conversationId: number, userId: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('conversation_drafts')
    .select('message')
    .where('conversation_id', '=', conversationId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  return row?.message
}

/** Keeps what somebody has begun to write; an empty text is no draft. */
export async function keepDraft(work: Work, conversationId: number, userId: number, message: string): Promise<void> {
  if (message.trim() === '') return dropDraft(work, conversationId, userId)
  if (message.length > MAXIMUM_LENGTH) {
    throw invalid('message', `A draft is too long (maximum is ${MAXIMUM_LENGTH} characters)`)
  }
  await work.tx
    .insertInto('conversation_drafts')
    .values({
      conversation_id: conversationId,
      account_id: work.accountId,
      user_id: userId,
      message,
      updated_at: work.now,
    })
    .onConflict((conflict) =>
      conflict.columns(['conversation_id', 'user_id']).doUpdateSet({ message, updated_at: work.now }),
    )
    .execute()
}

/** Forgets what somebody had begun to write. */
export async function dropDraft(work: Work, conversationId: number, userId: number): Promise<void> {
  await work.tx
    .deleteFrom('conversation_drafts')
    .where('conversation_id', '=', conversationId)
    .where('user_id', '=', userId)
    .execute()
}
