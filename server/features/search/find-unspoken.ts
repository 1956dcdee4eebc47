import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import { visibleTo, type Asker } from '../conversations/index.ts'
import type { Candidate } from './find-candidates.ts'
import type { Narrowed } from './narrowing.ts'

/** Without words no index says where to look: the conversations in which something happened last are gone through, so many at most. */
const LOOKED_AT = 500
/** So many messages of one conversation. */
const OF_ONE = 50

/** The newest messages that a narrowing leaves, whatever they say, and that somebody may see. */
export async function findUnspoken(db: Reader, asker: Asker, narrowed: Narrowed, most: number): Promise<Candidate[]> {
  const conditions = sql.join([...visibleTo(db, asker), ...narrowed.ofPlace], sql` and `)
  const wanted = sql.join([sql`true`, ...narrowed.ofMessages('messages')], sql` and `)
  const { rows } = await sql<Candidate>`
    with latest as materialized (
      select conversations.id from conversations where ${conditions}
      order by conversations.last_activity_at desc limit ${LOOKED_AT})
    select found.id, latest.id as "conversationId" from latest, lateral (
      select messages.id from messages
      where messages.conversation_id = latest.id and messages.direction <> 'activity'
        and not messages.content_attributes ? 'deleted' and ${wanted}
      order by messages.id desc limit ${OF_ONE}) as found
    order by found.id desc limit ${most}`.execute(db)
  return rows
}
