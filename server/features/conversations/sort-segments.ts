import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { keyAfter, orderOf, type Sort } from './sort.ts'

/** A part of a list, within which an index gives the order. */
export interface Segment {
  where: RawBuilder<SqlBool>
  order: RawBuilder<unknown>
}

type Cursor = (string | number | null)[]

/** From the most urgent to those that have no priority; the places are their ranks. */
const PRIORITIES = [null, 'low', 'medium', 'high', 'urgent']

/**
 * The parts of a list one after the other, from a cursor on. Those who wait and those who do not are two, because who does not comes
 * last in both directions; each priority is one, because their order is not that of their names. Columns that have one value in a
 * part stand in its order all the same, and are not compared by `=`: the planner would see that the id alone orders, and walk through
 * the ids of the whole installation.
 */
export function segmentsOf(sort: Sort, cursor?: Cursor): Segment[] {
  // Refuses a cursor of another order, whatever follows.
  const after = cursor ? keyAfter(sort, cursor) : sql<SqlBool>`true`
  if (sort.key === 'waiting_since') return waitingSegments(sort, after, cursor)
  if (sort.key === 'priority') return prioritySegments(sort, cursor)
  const [key, direction] = orderOf(sort)
  return [{ where: after, order: sql`${key} ${sql.raw(direction)}, conversations.id desc` }]
}

function waitingSegments(sort: Sort, after: RawBuilder<SqlBool>, cursor?: Cursor): Segment[] {
  const isWaiting = !cursor || !String(cursor[0]).endsWith('infinity')
  const waiting = {
    where: sql<SqlBool>`conversations.waiting_since is not null and ${after}`,
    order: sql`conversations.waiting_since ${sql.raw(sort.direction)}, conversations.id desc`,
  }
  const others = {
    where: sql<SqlBool>`conversations.waiting_since is null and ${isWaiting ? sql`true` : olderThan(cursor)}`,
    order: sql`conversations.waiting_since desc, conversations.id desc`,
  }
  return isWaiting ? [waiting, others] : [others]
}

function prioritySegments({ direction }: Sort, cursor?: Cursor): Segment[] {
  const ranks = direction === 'desc' ? [4, 3, 2, 1, 0] : [0, 1, 2, 3, 4]
  const from = cursor ? ranks.indexOf(Number(cursor[0])) : 0
  return ranks.slice(from).map((rank, place) => {
    const name = PRIORITIES[rank]
    const has = name
      ? sql`conversations.priority >= ${name} and conversations.priority <= ${name}`
      : sql`conversations.priority is null`
    return {
      where: sql<SqlBool>`${has} and ${cursor && place === 0 ? olderThan(cursor) : sql`true`}`,
      order: sql`conversations.priority desc, conversations.id desc`,
    }
  })
}

function olderThan(cursor?: Cursor): RawBuilder<SqlBool> {
  return sql`conversations.id < ${cursor?.[1]}::bigint`
}
