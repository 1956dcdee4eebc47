import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'

/** How far a new company has come; each step is read from what is really there. */
export interface FirstSteps {
  dismissed: boolean
  websiteMade: boolean
  /** The websites whose widget somebody has opened. */
  seenInboxIds: number[]
  messageCame: boolean
  replySent: boolean
  agentInvited: boolean
}

/** The first steps of an account. */
export async function loadFirstSteps(db: Reader, accountId: number): Promise<FirstSteps> {
  return db
    .selectFrom('accounts')
    .select((eb) => [
      sql<boolean>`coalesce(settings ->> 'first_steps_dismissed', 'false') = 'true'`.as('dismissed'),
      sql<boolean>`exists (${websites(db, accountId)})`.as('websiteMade'),
      sql<number[]>`coalesce((select jsonb_agg(web_widgets.inbox_id) from (${websites(db, accountId)}) as web_widgets
        where seen_at is not null), '[]')`.as('seenInboxIds'),
      eb.exists(conversations(db, accountId)).$castTo<boolean>().as('messageCame'),
      eb
        .exists(conversations(db, accountId).where('first_reply_created_at', 'is not', null))
        .$castTo<boolean>()
        .as('replySent'),
      sql<boolean>`(select count(*) > 1 from account_users where account_id = ${accountId})`.as('agentInvited'),
    ])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
}

function websites(db: Reader, accountId: number) {
  return db
    .selectFrom('inboxes')
    .innerJoin('web_widgets', 'web_widgets.inbox_id', 'inboxes.id')
    .select(['web_widgets.inbox_id', 'web_widgets.seen_at'])
    .where('inboxes.account_id', '=', accountId)
}

function conversations(db: Reader, accountId: number) {
  return db.selectFrom('conversations').select('conversations.id').where('conversations.account_id', '=', accountId)
}
