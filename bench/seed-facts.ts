import { sql } from 'kysely'
import type { Database } from '../server/platform/database/connection.ts'

/** What would have been recorded about seeded conversations: first responses, resolutions, and replies to every fifth customer. */
export async function seedFacts(db: Database, accountId: number): Promise<void> {
  const kinds = [
    { kind: 'first_response', ends: sql`first_reply_created_at`, when: sql`first_reply_created_at is not null` },
    { kind: 'conversation_resolved', ends: sql`last_activity_at`, when: sql`status = 'resolved'` },
    { kind: 'reply_time', ends: sql`last_activity_at`, when: sql`id % 5 = 0` },
  ]
  await sql`alter table report_facts disable trigger report_late`.execute(db)
  for (const [place, { kind, ends, when }] of kinds.entries()) {
    await sql`insert into report_facts (event_id, kind, account_id, conversation_id, inbox_id, assignee_id, team_id, value,
        value_in_business_hours, started_at, ended_at)
      select -id * 10 - ${place}, ${kind}, account_id, id, inbox_id, assignee_id, team_id, seconds, seconds / 3, created_at, ${ends}
      from conversations, lateral (select greatest(0, extract(epoch from ${ends} - created_at))::integer as seconds) as took
      where account_id = ${accountId} and ${when} order by id`.execute(db)
  }
  await sql`alter table report_facts enable trigger report_late`.execute(db)
}
