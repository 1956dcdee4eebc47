import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import { inOrderOf, viewConversations, type Asker, type ConversationView } from '../conversations/index.ts'
import { findConversationIds } from './search-conversations.ts'
import { findMessageCandidates, rankMessages, viewFound, type FoundMessage } from './search-messages.ts'
import type { Page } from './page.ts'
import type { Question } from './read-question.ts'

/** A conversation in which something was said, with the messages that say it. */
export interface FoundThread {
  conversation: ConversationView
  messages: FoundMessage[]
}

/** How many conversations were found, so far as they are counted. */
export interface ThreadCounts {
  mine: number
  unassigned: number
  all: number
}

/** So many messages are looked at, and so many conversations found by number or contact: the counts go no further. */
const MESSAGES = 150
/** The same where words must stand side by side, which is looked at row by row. */
const PHRASES = 50
const BY_CONTACT = 150
/** So many messages are shown of one conversation. */
const OF_ONE_THREAD = 5

/** The conversations that somebody may see in which a question is answered: by number, then by what was said, then by contact. */
export async function searchThreads(
  db: Reader,
  asker: Asker,
  question: Question,
  page: Page,
): Promise<{ threads: FoundThread[]; counts: ThreadCounts }> {
  const many = question.hasPhrase ? PHRASES : MESSAGES
  const [candidates, byContact] = await Promise.all([
    findMessageCandidates(db, asker, question, many * Math.ceil((page.page * page.size) / many)),
    findConversationIds(db, asker, question, BY_CONTACT),
  ])
  const ranked = await rankMessages(
    db,
    question,
    candidates.map((one) => one.id),
  )
  const conversationOf = new Map(candidates.map((one) => [one.id, one.conversationId ?? 0]))
  const said = new Map<number, number[]>()
  for (const id of ranked) {
    const conversationId = conversationOf.get(id) ?? 0
    said.set(conversationId, [...(said.get(conversationId) ?? []), id])
  }
  // A number names one conversation, whatever was said in others.
  const [named, others] = question.number === null ? [[], byContact] : [byContact.slice(0, 1), byContact.slice(1)]
  const all = [...new Set([...named, ...said.keys(), ...others])]
  const ids = all.slice((page.page - 1) * page.size, page.page * page.size)
  const [views, messages, counts] = await Promise.all([
    viewConversations(db, ids),
    viewFound(
      db,
      question,
      ids.flatMap((id) => said.get(id)?.slice(0, OF_ONE_THREAD) ?? []),
    ),
    countThreads(db, asker, all),
  ])
  const threads = inOrderOf(ids, views).map((conversation) => ({
    conversation,
    messages: messages.filter((one) => one.message.conversationId === conversation.id),
  }))
  return { threads, counts }
}

async function countThreads(db: Reader, { actor }: Asker, ids: number[]): Promise<ThreadCounts> {
  const { rows } = await sql<ThreadCounts>`
    select count(*) filter (where assignee_id = ${actor.userId}) as mine,
      count(*) filter (where assignee_id is null) as unassigned, count(*) as "all"
    from conversations where id = any((select ${ids}::integer[])::integer[])`.execute(db)
  return rows[0] as ThreadCounts
}
