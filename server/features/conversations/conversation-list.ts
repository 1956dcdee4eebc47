import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import { decodeCursor, encodeCursor } from '../../kernel/page.ts'
import type { DB } from '../../platform/database/tables.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { selectConversations, toConversationViews, type ConversationView } from './conversation-view.ts'
import type { Status } from './conversation.ts'
import { visibleTo, type Asker } from './policy.ts'
import { keyAfter, orderOf, sortKeyOf, type Sort } from './sort.ts'

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
  const cursor = page.cursor === undefined ? undefined : decodeCursor(page.cursor, 2)
  const [key, direction] = orderOf(page.sort)
  const rows = await selectConversations(db)
    .where((eb) => eb.and([...visibleTo(db, asker), ...matching(eb, filter), ...assignedAs(asker, filter)]))
    .$if(cursor !== undefined, (query) => query.where(keyAfter(page.sort, cursor ?? [])))
    .orderBy(key, direction)
    .orderBy('conversations.id', 'desc')
    .limit(page.size + 1)
    .$if(cursor === undefined, (query) => query.offset(((page.page ?? 1) - 1) * page.size))
    .execute()
  const shown = rows.slice(0, page.size)
  const last = rows.length > page.size ? shown.at(-1) : undefined
  return {
    conversations: await toConversationViews(db, shown),
    nextCursor: last ? encodeCursor([sortKeyOf(page.sort, last), last.id]) : null,
  }
}

/** How many conversations each tab holds; the counts do not look at assigneeType (contract 2.9). */
export interface ConversationCounts {
  mine: number
  assigned: number
  unassigned: number
  all: number
}

/** Counts what the asker may see of a filter, in one query. */
export async function countConversations(
  db: Reader,
  asker: Asker,
  filter: ConversationFilter,
): Promise<ConversationCounts> {
  const assigneeId = sql.ref('conversations.assignee_id')
  const count = (condition: Expression<SqlBool>) => sql<number>`count(*) filter (where ${condition})`
  return db
    .selectFrom('conversations')
    .innerJoin('contact_inboxes', 'contact_inboxes.id', 'conversations.contact_inbox_id')
    .where((eb) => eb.and([...visibleTo(db, asker), ...matching(eb, filter)]))
    .select([
      count(sql`${assigneeId} = ${asker.actor.userId}`).as('mine'),
      count(sql`${assigneeId} is not null`).as('assigned'),
      count(sql`${assigneeId} is null`).as('unassigned'),
      sql<number>`count(*)`.as('all'),
    ])
    .executeTakeFirstOrThrow()
}

function assignedAs({ actor }: Asker, filter: ConversationFilter): Expression<SqlBool>[] {
  if (filter.assigneeType === 'me') return [sql<SqlBool>`conversations.assignee_id = ${actor.userId}`]
  if (filter.assigneeType === 'unassigned') return [sql<SqlBool>`conversations.assignee_id is null`]
  if (filter.assigneeType === 'assigned') return [sql<SqlBool>`conversations.assignee_id is not null`]
  return []
}

function matching(eb: Builder, filter: ConversationFilter): Expression<SqlBool>[] {
  const conditions: Expression<SqlBool>[] = []
  if (filter.status !== 'all') conditions.push(eb('conversations.status', '=', filter.status))
  if (filter.inboxId !== undefined) conditions.push(eb('conversations.inbox_id', '=', filter.inboxId))
  if (filter.teamId !== undefined) conditions.push(eb('conversations.team_id', '=', filter.teamId))
  if (filter.contactId !== undefined) conditions.push(eb('conversations.contact_id', '=', filter.contactId))
  if (filter.sourceId !== undefined) conditions.push(eb('contact_inboxes.source_id', '=', filter.sourceId))
  if (filter.updatedSince) conditions.push(eb('conversations.updated_at', '>', filter.updatedSince))
  if (filter.labels?.length) {
    const labels = filter.labels.map((label) => label.toLowerCase())
    // The first half lets the index be used, which leaves out conversations without labels.
    conditions.push(sql<SqlBool>`conversations.labels <> '{}' and conversations.labels @> ${labels}::text[]`)
  }
  if (filter.condition) conditions.push(filter.condition)
  if (filter.mentionedId !== undefined) conditions.push(named('mentions', filter.mentionedId))
  if (filter.participantId !== undefined) {
    conditions.push(named('conversation_participants', filter.participantId))
  }
  if (filter.words) conditions.push(wrote(eb, filter.words))
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

type Builder = ExpressionBuilder<DB, 'conversations' | 'contact_inboxes'>

function named(table: 'mentions' | 'conversation_participants', userId: number): Expression<SqlBool> {
  return sql<SqlBool>`exists (select from ${sql.table(table)} as named
    where named.conversation_id = conversations.id and named.user_id = ${userId})`
}

function wrote(eb: Builder, words: string): Expression<SqlBool> {
  const pattern = `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return eb.exists(
    eb
      .selectFrom('messages')
      .select('messages.id')
      .whereRef('messages.conversation_id', '=', 'conversations.id')
      .where('messages.direction', 'in', ['incoming', 'outgoing'])
      .where('messages.content', 'ilike', pattern),
  )
}
