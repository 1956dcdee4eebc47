import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import type { DB } from '../../platform/database/tables.ts'
import type { Reader } from '../../platform/database/reader.ts'

/** Which answers are wanted (contract 2.16). */
export interface ResponseFilter {
  since?: Date | undefined
  until?: Date | undefined
  userIds?: number[] | undefined
  inboxId?: number | undefined
  teamId?: number | undefined
  rating?: number | undefined
}

/** An answer of a customer to a survey. */
export interface SurveyResponse {
  id: number
  accountId: number
  messageId: number
  conversationNumber: number
  contactId: number
  assignedAgentId: number | null
  rating: number
  feedbackMessage: string | null
  reviewNotes: string | null
  reviewNotesUpdatedAt: Date | null
  createdAt: Date
}

/** The orders of the list; the minus is "descending". */
type ResponseSort = 'created_at' | '-created_at' | 'rating' | '-rating'

const PAGE = 25
const BATCH = 500

/** A page of the answers. */
export async function listResponses(
  db: Reader,
  accountId: number,
  filter: ResponseFilter,
  page: { number: number; sort: ResponseSort },
): Promise<SurveyResponse[]> {
  const direction = page.sort.startsWith('-') ? 'desc' : 'asc'
  const key = page.sort.endsWith('rating') ? 'response.rating' : 'response.created_at'
  return selectResponses(db, accountId, filter)
    .orderBy(key, direction)
    .orderBy('response.id', direction)
    .limit(PAGE)
    .offset((page.number - 1) * PAGE)
    .execute()
}

/** All answers, the newest first, some hundred at a time: however many there are, few are in memory. */
export async function* eachResponse(
  db: Reader,
  accountId: number,
  filter: ResponseFilter,
): AsyncGenerator<SurveyResponse[]> {
  let last: SurveyResponse | undefined
  for (;;) {
    const after = last
    const batch = await selectResponses(db, accountId, filter)
      .$if(after !== undefined, (query) =>
        query.where(sql<SqlBool>`(response.created_at, response.id) < (${after?.createdAt}, ${after?.id})`),
      )
      .orderBy('response.created_at', 'desc')
      .orderBy('response.id', 'desc')
      .limit(BATCH)
      .execute()
    if (batch.length > 0) yield batch
    if (batch.length < BATCH) return
    last = batch.at(-1)
  }
}

/** How many were asked, how many answered, and what. */
export async function measureResponses(
  db: Reader,
  accountId: number,
  filter: ResponseFilter,
): Promise<{ answered: number; asked: number; byRating: Record<number, number> }> {
  const rows = await db
    .selectFrom('csat_survey_responses as response')
    .innerJoin('conversations', 'conversations.id', 'response.conversation_id')
    .select(['response.rating', sql<number>`count(*)`.as('count')])
    .where((eb) => eb.and(matching(eb, accountId, filter)))
    .groupBy('response.rating')
    .execute()
  const byRating = Object.fromEntries([1, 2, 3, 4, 5].map((rating) => [rating, 0]))
  for (const { rating, count } of rows) byRating[rating] = count
  const answered = rows.reduce((sum, { count }) => sum + count, 0)
  return { answered, asked: await countAsked(db, accountId, filter), byRating }
}

async function countAsked(db: Reader, accountId: number, filter: ResponseFilter): Promise<number> {
  const { since, until, userIds, inboxId, teamId } = filter
  const row = await db
    .selectFrom('messages')
    .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
    .select(sql<number>`count(*)`.as('count'))
    .where('messages.account_id', '=', accountId)
    .where('messages.content_type', '=', 'input_csat')
    .$if(since !== undefined, (query) => query.where('messages.created_at', '>=', since ?? null!))
    .$if(until !== undefined, (query) => query.where('messages.created_at', '<=', until ?? null!))
    .$if(inboxId !== undefined, (query) => query.where('messages.inbox_id', '=', inboxId ?? 0))
    .$if(userIds !== undefined, (query) =>
      query.where((eb) => eb('conversations.assignee_id', '=', eb.fn.any(eb.val(userIds ?? [])))),
    )
    .$if(teamId !== undefined, (query) => query.where(inTeam(teamId ?? 0)))
    .executeTakeFirstOrThrow()
  return row.count
}

function selectResponses(db: Reader, accountId: number, filter: ResponseFilter) {
  return db
    .selectFrom('csat_survey_responses as response')
    .innerJoin('conversations', 'conversations.id', 'response.conversation_id')
    .select([
      'response.id',
      'response.account_id as accountId',
      'response.message_id as messageId',
      'conversations.number as conversationNumber',
      'conversations.contact_id as contactId',
      'response.assigned_agent_id as assignedAgentId',
      'response.rating',
      'response.feedback_message as feedbackMessage',
      'response.csat_review_notes as reviewNotes',
      'response.review_notes_updated_at as reviewNotesUpdatedAt',
      'response.created_at as createdAt',
    ])
    .where((eb) => eb.and(matching(eb, accountId, filter)))
}

function matching(
  eb: ExpressionBuilder<DB & { response: DB['csat_survey_responses'] }, 'response' | 'conversations'>,
  accountId: number,
  filter: ResponseFilter,
): Expression<SqlBool>[] {
  const conditions: Expression<SqlBool>[] = [eb('response.account_id', '=', accountId)]
  if (filter.since) conditions.push(eb('response.created_at', '>=', filter.since))
  if (filter.until) conditions.push(eb('response.created_at', '<=', filter.until))
  if (filter.userIds) conditions.push(eb('response.assigned_agent_id', '=', eb.fn.any(eb.val(filter.userIds))))
  if (filter.inboxId !== undefined) conditions.push(eb('response.inbox_id', '=', filter.inboxId))
  if (filter.rating !== undefined) conditions.push(eb('response.rating', '=', filter.rating))
  if (filter.teamId !== undefined) conditions.push(inTeam(filter.teamId))
  return conditions
}

function inTeam(teamId: number) {
  return sql<SqlBool>`conversations.team_id = ${teamId}`
}
