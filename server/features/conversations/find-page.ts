import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely'
import { decodeCursor } from '../../kernel/page.ts'
import { PLANNED_EACH_TIME } from '../../platform/database/named-statements.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { segmentsOf, type Segment } from './sort-segments.ts'
import type { Sort } from './sort.ts'
import type { Way } from './ways-into-lists.ts'

/** A row of a page: its id, and what it may be sorted by. */
export interface PageRow {
  id: number
  lastActivityAt: Date
  createdAt: Date
  waitingSince: Date | null
  priority: string | null
}

/** What a page is found by. */
export interface PageQuestion {
  ways: Way[]
  statuses: string[]
  conditions: Expression<SqlBool>[]
  page: { sort: Sort; size: number; page?: number | undefined; cursor?: string | undefined }
}

const columns = sql.raw(`conversations.id, conversations.last_activity_at, conversations.created_at,
  conversations.waiting_since, conversations.priority`)

/**
 * The ids of a page and of one row more, in order. Each way goes through its places and the statuses; of each it takes no more rows
 * than the page has, by an index; and what they found is merged. Segments of the order are looked at until the page is full.
 */
export async function findPage(db: Reader, question: PageQuestion): Promise<PageRow[]> {
  const { page } = question
  const cursor = page.cursor === undefined ? undefined : decodeCursor(page.cursor, 2)
  const segments = segmentsOf(page.sort, cursor)
  let skip = cursor ? 0 : ((page.page ?? 1) - 1) * page.size
  const most = page.size + 1
  const rows: PageRow[] = []
  for (const segment of segments) {
    const isOnly = segments.length === 1
    const found = await findInSegment(db, question, segment, isOnly ? { skip, most } : { skip: 0, most: skip + most })
    if (isOnly) return found
    rows.push(...found.slice(skip, skip + most - rows.length))
    skip = Math.max(0, skip - found.length)
    if (rows.length === most) break
  }
  return rows
}

async function findInSegment(
  db: Reader,
  question: PageQuestion,
  segment: Segment,
  part: { skip: number; most: number },
): Promise<PageRow[]> {
  const found = question.ways.map((way) => throughPlaces(way, segment, question, part.skip + part.most))
  // Ways may meet in a conversation.
  const merge = found.length > 1 ? sql` union ` : sql` union all `
  const { rows } = await sql<PageRow>`${sql.raw(PLANNED_EACH_TIME)}
    select conversations.id, conversations.last_activity_at as "lastActivityAt", conversations.created_at as "createdAt",
      conversations.waiting_since as "waitingSince", conversations.priority
    from (${sql.join(found, merge)}) as conversations
    order by ${segment.order} limit ${part.most} offset ${part.skip}`.execute(db)
  return rows
}

function throughPlaces(
  way: Way,
  segment: Segment,
  { statuses, conditions }: PageQuestion,
  most: number,
): RawBuilder<unknown> {
  if (!way.places) {
    return sql`(select ${columns} from conversations
      where conversations.status = any(${statuses}::text[]) and ${way.joined} and ${segment.where}
        and ${sql.join(conditions, sql` and `)}
      order by ${segment.order} limit ${most})`
  }
  return sql`(select found.* from (${way.places}) as place (id)
    cross join unnest(${statuses}::text[]) as wanted (status)
    cross join lateral (
      select ${columns} from conversations
      where conversations.status = wanted.status and ${way.joined} and ${segment.where}
        and ${sql.join(conditions, sql` and `)}
      order by ${segment.order} limit ${most}) as found)`
}
