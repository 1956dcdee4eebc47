import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import { readActions, type ActionInput } from './action.ts'
import { readConditions, type ConditionInput } from './condition.ts'
import { compileConditions, definitionsFor } from './matching.ts'
import { wouldChange } from './would-change.ts'

/** What a rule would have done among the latest conversations of an account. */
export interface Trial {
  lookedAt: number
  matched: number
  /** Of those that match, the latest, and which of the actions would change something there. */
  conversations: {
    number: number
    contactName: string
    lastActivityAt: Date
    actions: { name: string; changes: boolean }[]
  }[]
}

const MOST = 1000
const SHOWN = 25

/**
 * Tries conditions and actions on the latest 1,000 conversations without doing anything. Conditions about a message look at the
 * last one of each, and those about a change hold, for nothing changes in a trial.
 */
export async function tryRule(
  db: Reader,
  accountId: number,
  rule: { conditions: ConditionInput[]; actions: ActionInput[] },
  now: Date,
): Promise<Trial> {
  const { conditions } = readConditions(rule.conditions)
  const { actions } = readActions(rule.actions, 'rule')
  const definitions = await definitionsFor(db, accountId, conditions)
  const condition = compileConditions(conditions, { definitions, changes: {}, anyChange: true, now })
  const rows = await latestOf(db, accountId)
    .select(sql<boolean>`${condition}`.as('matches'))
    .execute()
  const matching = rows.filter(({ matches }) => matches)
  return {
    lookedAt: rows.length,
    matched: matching.length,
    conversations: matching.slice(0, SHOWN).map(({ number, contactName, lastActivityAt, ...standing }) => ({
      number,
      contactName,
      lastActivityAt,
      actions: actions.map((action) => ({ name: action.name, changes: wouldChange(action, standing) })),
    })),
  }
}

function latestOf(db: Reader, accountId: number) {
  const lastMessage = sql<number>`(select max(last.id) from messages as last
    where last.conversation_id = conversations.id and last.direction <> 'activity')`
  return db
    .selectFrom('conversations')
    .innerJoin('contacts', 'contacts.id', 'conversations.contact_id')
    .leftJoin('messages', (join) => join.on('messages.id', '=', lastMessage))
    .select([
      'conversations.number',
      'contacts.name as contactName',
      'conversations.last_activity_at as lastActivityAt',
      'conversations.status',
      'conversations.priority',
      'conversations.assignee_id as assigneeId',
      'conversations.team_id as teamId',
      'conversations.labels',
      'contacts.blocked',
    ])
    .where('conversations.account_id', '=', accountId)
    .orderBy('conversations.last_activity_at', 'desc')
    .orderBy('conversations.id', 'desc')
    .limit(MOST)
}
