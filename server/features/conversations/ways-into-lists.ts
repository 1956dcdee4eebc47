import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import { memberInboxes } from '../inboxes/index.ts'
import { memberTeams } from '../teams/index.ts'
import type { Asker } from './policy.ts'
import type { Sort } from './sort.ts'

/**
 * A way into the lists: the places that it goes through one by one, as rows with an `id`, and what joins a conversation to a place.
 * Within one place and one status an index gives the order, so that a page costs its own length times the number of places,
 * however large or small a share of all conversations they hold.
 */
export interface Way {
  /** Absent where what is joined is few enough to be looked at all at once and put in order. */
  places?: RawBuilder<unknown>
  joined: RawBuilder<SqlBool>
}

/** What of a filter says where to look. */
interface Narrowed {
  assigneeType?: string | undefined
  inboxId?: number | undefined
  teamId?: number | undefined
  mentionedId?: number | undefined
  participantId?: number | undefined
  contactId?: number | undefined
  sourceId?: string | undefined
  updatedSince?: Date | undefined
}

/**
 * The ways that together reach everything somebody may see of a filter. They decide what is looked at, never what is shown: that is
 * for `visibleTo`, so a way may lead too far but none may be missing.
 */
export function waysInto(db: Reader, asker: Asker, filter: Narrowed, sort: Sort): Way[] {
  const { accountId, actor } = asker
  const inAccount = sql<SqlBool>`conversations.account_id = ${accountId}`
  // Usually few rows, found by indexes of their own.
  if (filter.contactId !== undefined || filter.sourceId !== undefined || filter.updatedSince) {
    return [{ joined: inAccount }]
  }
  if (filter.mentionedId !== undefined) return [named('mentions', filter.mentionedId)]
  if (filter.participantId !== undefined) return [named('conversation_participants', filter.participantId)]
  if (filter.teamId !== undefined) return [throughTeams(sql`select ${filter.teamId}::integer`)]
  if (filter.inboxId !== undefined) return [throughInboxes(sql`select ${filter.inboxId}::integer`)]
  if (filter.assigneeType === 'me') {
    return [{ places: nowhere, joined: sql`${inAccount} and conversations.assignee_id = ${actor.userId}` }]
  }
  if (actor.role !== 'administrator') return placesOf(db, asker)
  if (sort.key !== 'last_activity_at') {
    return [throughInboxes(sql`select inboxes.id from inboxes where inboxes.account_id = ${accountId}`)]
  }
  if (filter.assigneeType !== 'unassigned') return [{ places: nowhere, joined: inAccount }]
  return [{ places: nowhere, joined: sql`${inAccount} and conversations.assignee_id is null` }]
}

/** Where an agent's conversations are. Whatever `visibleTo` lets them see must be in one of these. */
function placesOf(db: Reader, { accountId, actor }: Asker): Way[] {
  return [
    throughInboxes(sql`${memberInboxes(db, accountId, actor.userId)}`),
    throughTeams(sql`${memberTeams(db, accountId, actor.userId)}`),
  ]
}

function throughTeams(places: RawBuilder<unknown>): Way {
  return { places, joined: sql`conversations.team_id = place.id` }
}

function throughInboxes(places: RawBuilder<unknown>): Way {
  return { places, joined: sql`conversations.inbox_id = place.id` }
}

function named(table: 'mentions' | 'conversation_participants', userId: number): Way {
  return {
    joined: sql`conversations.id = any(array(
      select named.conversation_id from ${sql.table(table)} as named where named.user_id = ${userId}))`,
  }
}

const nowhere = sql`values (0)`
