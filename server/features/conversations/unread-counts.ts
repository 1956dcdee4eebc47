import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import type { Asker } from './policy.ts'
import { visibleTo } from './policy.ts'

/** How many open conversations hold something that no agent has read: in all, by inbox, by the title of a label and by team. */
export interface UnreadCounts {
  all: number
  inboxes: Record<string, number>
  labels: Record<string, number>
  teams: Record<string, number>
}

/** Counts the unread conversations that the asker may see. */
export async function countUnread(db: Reader, asker: Asker): Promise<UnreadCounts> {
  const [inboxes, labels, teams] = await Promise.all([
    db
      .selectFrom(unread(db, asker).select('conversations.inbox_id').as('unread'))
      .select(['inbox_id as name', count()])
      .groupBy('inbox_id')
      .execute(),
    db
      .selectFrom(
        unread(db, asker)
          .select(sql<string>`unnest(conversations.labels)`.as('label'))
          .as('unread'),
      )
      .select(['label as name', count()])
      .groupBy('label')
      .execute(),
    db
      .selectFrom(unread(db, asker).select('conversations.team_id').as('unread'))
      .select(['team_id as name', count()])
      .where('team_id', 'is not', null)
      .groupBy('team_id')
      .execute(),
  ])
  return {
    all: inboxes.reduce((sum, row) => sum + row.count, 0),
    inboxes: Object.fromEntries(inboxes.map((row) => [row.name, row.count])),
    labels: Object.fromEntries(labels.map((row) => [row.name, row.count])),
    teams: Object.fromEntries(teams.map((row) => [row.name, row.count])),
  }
}

// The conditions are written as in the partial index conversations_unread, so that nothing else is read.
function unread(db: Reader, asker: Asker) {
  return db
    .selectFrom('conversations')
    .where((eb) => eb.and(visibleTo(db, asker)))
    .where(sql<boolean>`conversations.status = 'open' and conversations.unread_count > 0`)
}

const count = () => sql<number>`count(*)`.as('count')
