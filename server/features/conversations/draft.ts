import { invalid } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { MAXIMUM_LENGTH } from './message.ts'

/** What somebody has begun to write: to the customer, and apart from it to their team. */
export interface BegunText {
  message: string
  note: string
}

/** What somebody has begun to write in a conversation, for themselves only; undefined when nothing. */
export async function findDraft(db: Reader, conversationId: number, userId: number): Promise<BegunText | undefined> {
  return db
    .selectFrom('conversation_drafts')
    .select(['message', 'note'])
    .where('conversation_id', '=', conversationId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
}

/** Keeps what somebody has begun to write; what is not said stays, and where both texts are empty there is no draft. */
export async function keepDraft(
  work: Work,
  conversationId: number,
  userId: number,
  changes: Partial<BegunText>,
): Promise<void> {
  const before = await findDraft(work.tx, conversationId, userId)
  const draft = {
    message: fitting('message', changes.message ?? before?.message),
    note: fitting('note', changes.note ?? before?.note),
  }
  if (draft.message === '' && draft.note === '') return dropDraft(work, conversationId, userId)
  await work.tx
    .insertInto('conversation_drafts')
    .values({
      conversation_id: conversationId,
      account_id: work.accountId,
      user_id: userId,
      ...draft,
      updated_at: work.now,
    })
    .onConflict((conflict) =>
      conflict.columns(['conversation_id', 'user_id']).doUpdateSet({ ...draft, updated_at: work.now }),
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

function fitting(field: keyof BegunText, text = ''): string {
  if (text.length > MAXIMUM_LENGTH) {
    throw invalid(field, `A draft is too long (maximum is ${MAXIMUM_LENGTH} characters)`)
  }
  return text.trim() === '' ? '' : text
}
