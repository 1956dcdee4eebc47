import { sql, type SqlBool } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import { findMessages, inboxesInReach, visibleTo, type Asker, type MessageView } from '../conversations/index.ts'
import { findCandidates, type Candidate } from './find-candidates.ts'
import { highlight } from './highlight.ts'
import { findUnspoken } from './find-unspoken.ts'
import { blockOf, type Page } from './page.ts'
import type { Question } from './read-question.ts'

/** A message that answers a question, with its text as HTML in which what was found is marked. */
export interface FoundMessage {
  message: MessageView
  highlight: string | null
}

/** The messages that answer a question and that somebody may see: the best of the newest first, then of those before them. */
export async function searchMessages(
  db: Reader,
  asker: Asker,
  question: Question,
  page: Page,
): Promise<FoundMessage[]> {
  // Side by side says enough: the newest come first, and no more are looked at than are shown.
  if (question.hasPhrase) {
    const found = await findMessageCandidates(db, asker, question, page.page * page.size)
    const ids = found.slice((page.page - 1) * page.size).map((one) => one.id)
    return viewFound(db, question, ids)
  }
  const { skip, most, from } = blockOf(page)
  const candidates = await findMessageCandidates(db, asker, question, skip + most)
  const ids = candidates.slice(skip).map((one) => one.id)
  const best = (await rankMessages(db, question, ids)).slice(from, from + page.size)
  return viewFound(db, question, best)
}

/** Messages in the order of these ids, with what was found in them marked. */
export async function viewFound(db: Reader, question: Question, ids: number[]): Promise<FoundMessage[]> {
  const byId = new Map((await findMessages(db, ids)).map((message) => [message.id, message]))
  return ids.flatMap((id) => {
    const message = byId.get(id)
    return message ? [{ message, highlight: highlight(message.content, question) }] : []
  })
}

/** The newest messages that answer a question and that somebody may see. */
export async function findMessageCandidates(
  db: Reader,
  asker: Asker,
  question: Question,
  most: number,
): Promise<Candidate[]> {
  const { narrowed } = question
  if (question.terms.length === 0) return narrowed?.isAsked ? findUnspoken(db, asker, narrowed, most) : []
  const inboxIds = within(narrowed?.inboxId, await inboxesInReach(db, asker))
  if (inboxIds?.length === 0) return []
  const seen = sql<SqlBool>`exists (select from conversations
    where conversations.id = candidates.conversation_id and ${sql.join(visibleTo(db, asker), sql` and `)})`
  const source = {
    table: sql`messages`,
    index: 'messages_words',
    words: sql`message_words(found.content, found.account_id, found.inbox_id, found.id)`,
    // As the index has it, word by word.
    indexed: sql<SqlBool>`found.account_id = ${asker.accountId} and found.content is not null
      and found.direction <> 'activity' and not found.content_attributes ? 'deleted'
      and ${sql.join([sql`true`, ...(narrowed?.ofMessages('found') ?? [])], sql` and `)}`,
    columns: sql`found.id, found.conversation_id`,
    visible: seen,
    scope: inboxIds ? inboxIds.map((id) => `#i${id}`) : [`#a${asker.accountId}`],
  }
  return findCandidates(db, source, question, most)
}

/** The inboxes to look into: the one that is asked for, as far as it is in reach. */
function within(asked: number | undefined, inReach: number[] | null): number[] | null {
  if (asked === undefined) return inReach
  return inReach === null || inReach.includes(asked) ? [asked] : []
}

/** The same messages, the best first: those that say more of it closer together. Equals stay in the order of their age. */
export async function rankMessages(db: Reader, { terms, open }: Question, ids: number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    select id from messages, search_query(${terms}::text[], ${open}) as query
    where id = any((select ${ids}::bigint[])::bigint[])
    order by ts_rank_cd(to_tsvector('simple', search_words(left(content, 2000))), query, 1) desc, id desc`.execute(db)
  return rows.map((row) => row.id)
}
