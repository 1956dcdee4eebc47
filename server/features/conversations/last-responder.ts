import type { Reader } from '../../platform/database/reader.ts'

/** Who answered the customer last in a conversation, or undefined while no agent has. */
export async function lastResponder(db: Reader, conversationId: number): Promise<number | undefined> {
  const row = await db
    .selectFrom('messages')
    .select('sender_id')
    .where('conversation_id', '=', conversationId)
    .where('direction', '=', 'outgoing')
    .where('private', '=', false)
    .where('sender_type', '=', 'user')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.sender_id ?? undefined
}
