import { expressionBuilder, sql, type Expression, type SqlBool } from 'kysely'
import { encodeCursor } from '../../kernel/page.ts'
import type { DB } from '../../platform/database/tables.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { inOrderOf, viewConversations, type ConversationView } from './conversation-view.ts'
import { STATUSES, type Status } from './conversation.ts'
import { findPage } from './find-page.ts'
import { areFew, carrying, carryingUnindexed } from './labelled.ts'
import { visibleTo, type Asker } from './policy.ts'
import { sortKeyOf, type Sort } from './sort.ts'
import { waysInto } from './ways-into-lists.ts'

/** Which conversations are wanted (contract 2.9). */
export interface ConversationFilter {
  status: Status | 'all'
  assigneeType?: 'me' | 'unassigned' | 'assigned' | 'all' | undefined
  inboxId?: number | undefined
  teamId?: number | undefined
  labels?: string[] | undefined
  unattended?: boolean | undefined
  /** Only those that a note called this person into. */
  mentionedId?: number | undefined
  /** Only those that this person takes part in. */
  participantId?: number | undefined
  /** Only those where somebody wrote this. */
  words?: string | undefined
  sourceId?: string | undefined
  contactId?: number | undefined
  updatedSince?: Date | undefined
  /** What filter rows ask for (contract 2.10). */
  condition?: Expression<SqlBool> | undefined
}

/** A page: by cursor, or by number for clients that only know numbers. */
export interface ConversationPage {
  sort: Sort
  size: number
  page?: number | undefined
  cursor?: string | undefined
}

/** A page of conversations that the asker may see, with the cursor of the next one. */
export async function listConversations(
  db: Reader,
  asker: Asker,
  filter: ConversationFilter,
  page: ConversationPage,
): Promise<{ conversations: ConversationView[]; nextCursor: string | null }> {
  const { labels = [], ...rest } = filter
  const statuses = filter.status === 'all' ? [...STATUSES] : [filter.status]
  const few = await areFew(db, asker, labels, page.size * statuses.length)
  const ways = few ? [{ joined: carrying(labels) }] : waysInto(db, asker, filter, page.sort)
  const conditions = [
    ...visibleTo(db, asker),
    ...matching({ ...rest, labels: few ? labels : [] }),
    ...(few ? [] : carryingUnindexed(labels)),
    ...assignedAs(asker, filter),
  ]
  const rows = await findPage(db, { ways, statuses, conditions, page })
  const shown = rows.slice(0, page.size)
  const ids = shown.map((row) => row.id)
  const last = rows.length > page.size ? shown.at(-1) : undefined
  return {
    conversations: inOrderOf(ids, await viewConversations(db, ids)),
    nextCursor: last ? encodeCursor([sortKeyOf(page.sort, last), last.id]) : null,
  }
}

function assignedAs({ actor }: Asker, filter: ConversationFilter): Expression<SqlBool>[] {
  if (filter.assigneeType === 'me') return [sql<SqlBool>`conversations.assignee_id = ${actor.userId}`]
  if (filter.assigneeType === 'unassigned') return [sql<SqlBool>`conversations.assignee_id is null`]
  if (filter.assigneeType === 'assigned') return [sql<SqlBool>`conversations.assignee_id is not null`]
  return []
}

/** What a filter says of rows of `conversations`, but for who has them. */
export function matching(filter: ConversationFilter): Expression<SqlBool>[] {
  const eb = expressionBuilder<DB, 'conversations'>()
  const conditions: Expression<SqlBool>[] = []
  if (filter.status !== 'all') conditions.push(eb('conversations.status', '=', filter.status))
  if (filter.inboxId !== undefined) conditions.push(eb('conversations.inbox_id', '=', filter.inboxId))
  if (filter.teamId !== undefined) conditions.push(eb('conversations.team_id', '=', filter.teamId))
  if (filter.contactId !== undefined) conditions.push(eb('conversations.contact_id', '=', filter.contactId))
  if (filter.sourceId !== undefined) conditions.push(fromSource(filter.sourceId))
  if (filter.updatedSince) conditions.push(eb('conversations.updated_at', '>', filter.updatedSince))
  if (filter.labels?.length) conditions.push(carrying(filter.labels))
  if (filter.condition) conditions.push(filter.condition)
  if (filter.mentionedId !== undefined) conditions.push(named('mentions', filter.mentionedId))
  if (filter.participantId !== undefined) {
    conditions.push(named('conversation_participants', filter.participantId))
  }
  if (filter.words) conditions.push(wrote(filter.words))
  if (filter.unattended) {
    conditions.push(
      eb.or([
        eb('conversations.first_reply_created_at', 'is', null),
        eb('conversations.waiting_since', 'is not', null),
      ]),
    )
  }
  return conditions
}

function named(table: 'mentions' | 'conversation_participants', userId: number): Expression<SqlBool> {
  return sql<SqlBool>`exists (select from ${sql.table(table)} as named
    where named.conversation_id = conversations.id and named.user_id = ${userId})`
}

function wrote(words: string): Expression<SqlBool> {
  const pattern = `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql<SqlBool>`exists (select from messages where messages.conversation_id = conversations.id
    and messages.direction in ('incoming', 'outgoing') and messages.content ilike ${pattern})`
}

function fromSource(sourceId: string): Expression<SqlBool> {
  return sql<SqlBool>`conversations.contact_inbox_id = any(array(
    select contact_inboxes.id from inboxes
    join contact_inboxes on contact_inboxes.inbox_id = inboxes.id and contact_inboxes.source_id = ${sourceId}
    where inboxes.account_id = conversations.account_id))`
}
