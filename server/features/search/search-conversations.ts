import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import { inOrderOf, viewConversations, visibleTo, type Asker, type ConversationView } from '../conversations/index.ts'
import { findContactIds, highlightContact, type FoundContact } from './search-contacts.ts'
import { findNarrowed } from './narrow.ts'
import { blockOf, type Page } from './page.ts'
import type { Question } from './read-question.ts'

/** A conversation that answers a question by its number or its contact. */
export interface FoundConversation {
  conversation: ConversationView
  highlight: FoundContact['highlight']
}

/** So many conversations of one contact are found at most. */
const OF_ONE_CONTACT = 50

/** The conversations that somebody may see with this number, then those with contacts that answer the question, the latest first. */
export async function searchConversations(
  db: Reader,
  asker: Asker,
  question: Question,
  page: Page,
): Promise<FoundConversation[]> {
  const { skip, most, from } = blockOf(page)
  const all = await findConversationIds(db, asker, question, skip + most)
  const ids = all.slice(skip + from, skip + from + page.size)
  return inOrderOf(ids, await viewConversations(db, ids)).map((conversation) => ({
    conversation,
    highlight: highlightContact(conversation.contact, question),
  }))
}

/** The row ids of those conversations, the best first. */
export async function findConversationIds(
  db: Reader,
  asker: Asker,
  question: Question,
  most: number,
): Promise<number[]> {
  const { narrowed } = question
  if (narrowed?.isAboutMessages) return []
  if (narrowed?.isAsked && question.terms.length === 0) return findNarrowed(db, asker, narrowed, most)
  const contactIds = await findContactIds(db, asker.accountId, question, { skip: 0, most })
  const conditions = sql.join([...visibleTo(db, asker), ...(narrowed?.ofConversations ?? [])], sql` and `)
  const { rows } = await sql<{ id: number }>`
    select id from (
      select conversations.id, 0 as place, conversations.last_activity_at from conversations
      where conversations.number = ${question.number} and ${conditions}
      union all
      select latest.id, wanted.place, latest.last_activity_at
      from unnest((select ${contactIds}::integer[])) with ordinality as wanted (contact_id, place), lateral (
        select conversations.id, conversations.last_activity_at from conversations
        where conversations.contact_id = wanted.contact_id and ${conditions}
        order by conversations.last_activity_at desc limit ${OF_ONE_CONTACT}) as latest
    ) as found
    order by place, last_activity_at desc, id desc limit ${most}`.execute(db)
  return [...new Set(rows.map((row) => row.id))]
}
