import { sql } from 'kysely'
import type { Permission } from '../../kernel/actor.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'

/** What of a conversation decides who sees it. */
export interface Standing {
  accountId: number
  inboxId: number
  teamId: number | null
  assigneeId: number | null
  /** Those who take part and whose custom role makes that count; the others see it, or not, without. */
  participantIds: number[]
}

const PARTICIPATING: Permission = 'conversation_participating_manage'

/** The participants of a Standing, for a query of `conversations`. */
export const participantsWhoSee = sql<number[]>`array(
  select taking.user_id from conversation_participants as taking
  join account_users as limited on limited.account_id = taking.account_id and limited.user_id = taking.user_id
  join custom_roles on custom_roles.id = limited.custom_role_id
  where taking.conversation_id = conversations.id and ${sql.lit(PARTICIPATING)} = any(custom_roles.permissions)
  order by taking.user_id)`

/** What an event keeps of a locked conversation as it was, so that those who lose it can be told. */
export async function standingOf(
  work: Work,
  { id, accountId, inboxId, teamId, assigneeId }: Omit<Standing, 'participantIds'> & { id: number },
): Promise<{ [Key in keyof Standing]: Standing[Key] }> {
  const row = await work.tx
    .selectFrom('conversations')
    .select(participantsWhoSee.as('participantIds'))
    .where('id', '=', id)
    .executeTakeFirst()
  return { accountId, inboxId, teamId, assigneeId, participantIds: row?.participantIds ?? [] }
}
