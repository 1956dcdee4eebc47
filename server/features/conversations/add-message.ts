import { sql, type InsertObject, type RawBuilder } from 'kysely'
import { Refusal } from '../../kernel/refusal.ts'
import { compiled, type Given } from '../../platform/database/compiled.ts'
import type { DB } from '../../platform/database/tables.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { attachFiles } from '../attachments/index.ts'
import type { Conversation } from './conversation.ts'
import { isForward } from './forwarded.ts'
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
      ...(draft.direction === 'incoming' && conversation.unreadCount === 0 && { firstUnread: true }),
      ...(isHumanReply(draft) && !conversation.firstReplyCreatedAt && { firstReply: true }),
      ...(isHumanReply(draft) && answered(conversation)),
    },
  })
  return { id, created: true }
}

/** What a message changes in its conversation, besides being its last one. */
type Course = 'incoming' | 'human reply' | 'bot reply' | 'other' | 'activity'

async function insertMessage(work: Work, conversation: Conversation, draft: Draft, content: string | null) {
  const values = { ...rowOf(work, conversation, draft, content), author_id: authorOf(draft) }
  const [row] = await insertions[courseOf(draft)](work.tx, values)
  return row?.id
}

function courseOf(draft: Draft): Course {
  if (draft.direction === 'incoming' || draft.direction === 'activity') return draft.direction
  if (!isReply(draft)) return 'other'
  return isHumanReply(draft) ? 'human reply' : 'bot reply'
}

const insertions = {
  incoming: insertion('incoming'),
  'human reply': insertion('human reply'),
  'bot reply': insertion('bot reply'),
  other: insertion('other'),
  activity: insertion('activity'),
} satisfies Record<Course, unknown>

// The summary changes in the statement that stores the message: one trip less to the database on the busiest path.
function insertion(course: Course) {
  return compiled((db, given: Given<ReturnType<typeof rowOf> & { author_id: number }>) =>
    db
      .with('message', (inner) =>
        inner
          .insertInto('messages')
          .values(Object.fromEntries(columns.map((column) => [column, given[column]])) as unknown as NewMessage)
          .onConflict((conflict) => conflict.doNothing())
          .returning('id'),
      )
      .with('summary', (inner) =>
        inner
          .updateTable('conversations')
          .from('message')
          .set((eb) => ({ ...summaryAfter(course, given.created_at), last_message_id: eb.ref('message.id') }))
          .where('conversations.id', '=', given.conversation_id)
          .where(sql<boolean>`${sql.lit(course !== 'activity')}`),
      )
      // Whoever writes takes part, notes included.
      .with('participant', (inner) =>
        inner
          .insertInto('conversation_participants')
          .columns(['conversation_id', 'account_id', 'user_id', 'created_at'])
          .expression(
            inner
              .selectFrom('message')
              .innerJoin('account_users', (join) =>
                join
                  .on('account_users.account_id', '=', given.account_id)
                  .on('account_users.user_id', '=', given.author_id),
              )
              .select([
                sql<number>`${given.conversation_id}::integer`.as('conversation_id'),
                'account_users.account_id',
                'account_users.user_id',
                sql<Date>`${given.created_at}::timestamptz`.as('created_at'),
              ]),
          )
          .onConflict((conflict) => conflict.doNothing()),
      )
      .selectFrom('message')
      .select('id'),
  )
}

const columns = [
  'account_id',
  'inbox_id',
  'conversation_id',
  'direction',
  'content_type',
  'content',
  'content_attributes',
  'additional_attributes',
  'private',
  'sender_type',
  'sender_id',
  'source_id',
  'idempotency_key',
  'created_at',
  'updated_at',
] as const

type NewMessage = InsertObject<DB, 'messages'>

function rowOf(work: Work, conversation: Conversation, draft: Draft, content: string | null) {
  return {
    account_id: conversation.accountId,
    inbox_id: conversation.inboxId,
    conversation_id: conversation.id,
    direction: draft.direction,
    content_type: draft.contentType ?? 'text',
    content,
    content_attributes: JSON.stringify(draft.contentAttributes ?? {}),
    additional_attributes: JSON.stringify(draft.additionalAttributes ?? {}),
    private: draft.private ?? false,
    sender_type: draft.sender?.type ?? null,
    sender_id: draft.sender?.id ?? null,
    source_id: draft.sourceId || null,
    idempotency_key: draft.idempotencyKey ? storedKey(draft.sender, draft.idempotencyKey) : null,
    created_at: work.now,
    updated_at: work.now,
  }
}

function summaryAfter(course: Course, now: RawBuilder<Date>) {
  return {
    last_activity_at: sql<Date>`greatest(last_activity_at, ${now})`,
    updated_at: now,
    ...(course === 'incoming' && {
      unread_count: sql<number>`unread_count + 1`,
      waiting_since: sql<Date>`coalesce(waiting_since, ${now})`,
    }),
    ...((course === 'human reply' || course === 'bot reply') && { waiting_since: null }),
    ...(course === 'human reply' && { first_reply_created_at: sql<Date>`coalesce(first_reply_created_at, ${now})` }),
  }
}

/** The message that was sent before under the same key, or came before under the same source id. */
async function sameMessage(work: Work, conversation: Conversation, draft: Draft): Promise<number> {
  const row = await work.tx
    .selectFrom('messages')
    .select('id')
    .where('conversation_id', '=', conversation.id)
    .where((eb) =>
      eb.or([
        eb('idempotency_key', '=', storedKey(draft.sender, draft.idempotencyKey ?? '')),
        eb('source_id', '=', draft.sourceId ?? ''),
      ]),
    )
    .executeTakeFirst()
  // It names a message of another conversation, which is not shown to whoever asks about this one.
  if (!row) throw new Refusal('taken', 'source_id has already been taken in this inbox', 'source_id')
  return row.id
}

/** The agent who wrote; 0 is nobody. */
function authorOf(draft: Draft): number {
  return draft.direction === 'outgoing' && draft.sender?.type === 'user' ? draft.sender.id : 0
}

/** A bot's word ends the customer's waiting as well; only a person's counts as the first reply, and no campaign's (contract 2.23). What is forwarded goes to somebody else. */
function isReply(draft: Draft): boolean {
  const isCampaign = draft.additionalAttributes?.['campaign_id'] !== undefined
  const isAnswer = !isCampaign && !isForward(draft.contentAttributes)
  return draft.direction === 'outgoing' && !draft.private && draft.sender !== null && isAnswer
}

/** What a person's reply ends: nobody having answered yet, or the customer's waiting; for reports. */
function answered({ firstReplyCreatedAt, waitingSince, assigneeId, teamId }: Conversation) {
  if (firstReplyCreatedAt && !waitingSince) return {}
  return { answers: true, waitingSince: waitingSince?.toISOString() ?? null, assigneeId, teamId }
}

function isHumanReply(draft: Draft): boolean {
  return isReply(draft) && draft.sender?.type === 'user'
}
