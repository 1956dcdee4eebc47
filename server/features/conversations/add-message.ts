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

// The summary changes in the statement that stores the message: one trip less to the database on the busiest path.
async function insertMessage(work: Work, conversation: Conversation, draft: Draft, content: string | null) {
  const row = await work.tx
    .with('message', (db) =>
      db
        .insertInto('messages')
        .values(rowOf(work, conversation, draft, content))
        .onConflict((conflict) => conflict.doNothing())
        .returning('id'),
    )
    .with('summary', (db) =>
      db
        .updateTable('conversations')
        .from('message')
        .set((eb) => ({ ...summaryAfter(work, draft), last_message_id: eb.ref('message.id') }))
        .where('conversations.id', '=', conversation.id)
        .where(sql<boolean>`${draft.direction !== 'activity'}`),
    )
    .selectFrom('message')
    .select('id')
    .executeTakeFirst()
  return row?.id
}

function rowOf(work: Work, conversation: Conversation, draft: Draft, content: string | null) {
  return {
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
  }
}

function summaryAfter(work: Work, draft: Draft) {
  return {
    last_activity_at: sql<Date>`greatest(last_activity_at, ${work.now})`,
    updated_at: work.now,
    ...(draft.direction === 'incoming' && {
      unread_count: sql<number>`unread_count + 1`,
      waiting_since: sql<Date>`coalesce(waiting_since, ${work.now})`,
    }),
    ...(isHumanReply(draft) && {
      waiting_since: null,
      first_reply_created_at: sql<Date>`coalesce(first_reply_created_at, ${work.now})`,
    }),
  }
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

function isHumanReply(draft: Draft): boolean {
  return draft.direction === 'outgoing' && !draft.private && draft.sender?.type === 'user'
}
