import { sql } from 'kysely'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { attachFiles } from '../attachments/index.ts'
import type { Conversation } from './conversation.ts'
import { messageText, storedKey, type Direction, type MessageInput, type Sender } from './message.ts'

/** A message and who it is from, ready to be stored. */
export interface Draft extends MessageInput {
  direction: Direction
  private?: boolean
  sender: Sender | null
}

/** A stored message; `created` is false when the same key had been sent before. */
export interface Stored {
  id: number
  created: boolean
}

/** Stores a message in a locked conversation, keeps the conversation's summary true and tells of it. */
export async function addMessage(work: Work, conversation: Conversation, draft: Draft): Promise<Stored> {
  const content = messageText(draft)
  const id = await insertMessage(work, conversation, draft, content)
  if (id === undefined) return { id: await sameMessage(work, conversation, draft), created: false }
  await attachFiles(work, id, draft.files ?? [])
  await summarise(work, conversation, draft, id)
  work.record({
    type: 'message.created',
    conversationId: conversation.id,
    data: {
      messageId: id,
      direction: draft.direction,
      private: draft.private ?? false,
      echoId: draft.echoId,
      ...(isHumanReply(draft) && !conversation.firstReplyCreatedAt && { firstReply: true }),
    },
  })
  return { id, created: true }
}

async function insertMessage(work: Work, conversation: Conversation, draft: Draft, content: string | null) {
  const row = await work.tx
    .insertInto('messages')
    .values({
      account_id: conversation.accountId,
      inbox_id: conversation.inboxId,
      conversation_id: conversation.id,
      direction: draft.direction,
      content_type: draft.contentType ?? 'text',
      content,
      content_attributes: JSON.stringify(draft.contentAttributes ?? {}),
      private: draft.private ?? false,
      sender_type: draft.sender?.type ?? null,
      sender_id: draft.sender?.id ?? null,
      source_id: draft.sourceId || null,
      idempotency_key: draft.idempotencyKey ? storedKey(draft.sender, draft.idempotencyKey) : null,
      created_at: work.now,
      updated_at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

async function sameMessage(work: Work, conversation: Conversation, draft: Draft): Promise<number> {
  const row = await work.tx
    .selectFrom('messages')
    .select('id')
    .where((eb) =>
      eb.or([
        eb.and({
          conversation_id: conversation.id,
          idempotency_key: storedKey(draft.sender, draft.idempotencyKey ?? ''),
        }),
        eb.and({ inbox_id: conversation.inboxId, source_id: draft.sourceId ?? '' }),
      ]),
    )
    .executeTakeFirstOrThrow()
  return row.id
}

async function summarise(work: Work, conversation: Conversation, draft: Draft, messageId: number) {
  if (draft.direction === 'activity') return
  await work.tx
    .updateTable('conversations')
    .set({
      last_message_id: messageId,
      last_activity_at: sql`greatest(last_activity_at, ${work.now})`,
      updated_at: work.now,
      ...(draft.direction === 'incoming' && {
        unread_count: sql<number>`unread_count + 1`,
        waiting_since: sql<Date>`coalesce(waiting_since, ${work.now})`,
      }),
      ...(isHumanReply(draft) && {
        waiting_since: null,
        first_reply_created_at: sql<Date>`coalesce(first_reply_created_at, ${work.now})`,
      }),
    })
    .where('id', '=', conversation.id)
    .execute()
}

function isHumanReply(draft: Draft): boolean {
  return draft.direction === 'outgoing' && !draft.private && draft.sender?.type === 'user'
}
