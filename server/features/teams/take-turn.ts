import { sql } from 'kysely'
import type { Work } from '../../platform/database/unit-of-work.ts'

/** Who may be next. */
export interface Candidates {
  /** Only these. */
  among: number[]
  /** Rather these, who are there now. */
  present: number[]
}

/**
 * The member of a team whose turn it is: somebody who is there before somebody who is not, somebody who wants work before
 * somebody who does not, and of those the one whose last turn is longest ago. Null when there is nobody.
 */
export async function takeTurn(work: Work, teamId: number, { among, present }: Candidates): Promise<number | null> {
  // One after the other, or two conversations that come at once would come to the same member.
  await work.tx.selectFrom('teams').select('id').where('id', '=', teamId).forNoKeyUpdate().execute()
  const next = await work.tx
    .selectFrom('team_members')
    .innerJoin('account_users as member', (join) =>
      join
        .onRef('member.account_id', '=', 'team_members.account_id')
        .onRef('member.user_id', '=', 'team_members.user_id'),
    )
    .select('team_members.user_id')
    .where('team_members.team_id', '=', teamId)
    .where('team_members.account_id', '=', work.accountId)
    .where((eb) => eb('team_members.user_id', '=', eb.fn.any(eb.val(among))))
    .orderBy(sql`team_members.user_id = any(${present}::integer[])`, 'desc')
    .orderBy(sql`array_position(array['online', 'busy', 'offline'], member.availability)`)
    .orderBy('team_members.last_turn_at', (order) => order.asc().nullsFirst())
    .orderBy('team_members.user_id')
    .limit(1)
    .executeTakeFirst()
  if (!next) return null
  await work.tx
    .updateTable('team_members')
    .set({ last_turn_at: work.now })
    .where('team_id', '=', teamId)
    .where('user_id', '=', next.user_id)
    .execute()
  return next.user_id
}
