import { compiled, type Given } from '../../platform/database/compiled.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { selectMessages, toMessageViews, type MessageView } from './message-view.ts'

/** Which part of a thread is wanted (contract 2.11): by ids, older before, newer after. */
export interface MessageRange {
  before?: number | undefined
  after?: number | undefined
}

const LATEST = 20
const AFTER = 100
const BETWEEN = 1000

/** A part of a conversation's thread in ascending order: the latest 20, 20 older, 100 newer, or up to 1000 between. */
export async function listMessages(db: Reader, conversationId: number, range: MessageRange): Promise<MessageView[]> {
  const { before, after } = range
  if (after !== undefined && before !== undefined) {
    return toMessageViews(await selectBetween(db, { conversationId, after, before }))
  }
  if (after !== undefined) return toMessageViews(await selectAfter(db, { conversationId, after }))
  const latest = await selectLatest(db, { conversationId, before: before ?? Number.MAX_SAFE_INTEGER })
  return toMessageViews(latest.reverse())
}

/** A message that these sessions may read, or undefined. */
export async function findMessageForVisitor(
  db: Reader,
  contactInboxIds: number[],
  id: number,
): Promise<MessageView | undefined> {
  const rows = await selectMessages(db)
    .where('messages.id', '=', id)
    .where((eb) => eb('conversations.contact_inbox_id', '=', eb.fn.any(eb.val(contactInboxIds))))
    .where('messages.private', '=', false)
    .where('messages.direction', '!=', 'activity')
    .execute()
  return toMessageViews(rows)[0]
}
type Thread = { conversationId: number }

const selectLatest = compiled((db, given: Given<Thread & { before: number }>) =>
  selectMessages(db)
    .where('messages.conversation_id', '=', given.conversationId)
    .where('messages.id', '<', given.before)
    .orderBy('messages.id', 'desc')
    .limit(LATEST),
)

const selectAfter = compiled((db, given: Given<Thread & { after: number }>) =>
  selectMessages(db)
    .where('messages.conversation_id', '=', given.conversationId)
    .where('messages.id', '>', given.after)
    .orderBy('messages.id')
    .limit(AFTER),
)

const selectBetween = compiled((db, given: Given<Thread & { after: number; before: number }>) =>
  selectMessages(db)
    .where('messages.conversation_id', '=', given.conversationId)
    .where('messages.id', '>=', given.after)
    .where('messages.id', '<', given.before)
    .orderBy('messages.id')
    .limit(BETWEEN),
)

/** What a visitor may read of their conversations: no notes, no activity lines (contract 2.20). */
export async function listMessagesForVisitor(
  db: Reader,
  conversationIds: number[],
  range: MessageRange,
): Promise<MessageView[]> {
  const { before, after } = range
  const rows = await selectMessages(db)
    .where((eb) => eb('messages.conversation_id', '=', eb.fn.any(eb.val(conversationIds))))
    .where('messages.private', '=', false)
    .where('messages.direction', '!=', 'activity')
    .$if(before !== undefined, (q) => q.where('messages.id', '<', before ?? 0))
    .$if(after !== undefined, (q) => q.where('messages.id', '>', after ?? 0))
    .orderBy('messages.id', after === undefined ? 'desc' : 'asc')
    .limit(after === undefined ? LATEST : AFTER)
    .execute()
  return toMessageViews(after === undefined ? rows.reverse() : rows)
}
