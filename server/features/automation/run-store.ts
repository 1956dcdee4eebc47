import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Deed } from './perform-actions.ts'

/** One run of a rule: in which conversation, and what became of its actions. */
export interface RuleRun {
  id: number
  ruleId: number
  ruleName: string
  conversationNumber: number
  /** The event that it ran for, by its type. */
  eventType: string | null
  outcome: 'done' | 'held_back'
  actions: Deed[]
  ranAt: Date
}

// More than people cause, and little enough that a loop through another program does no harm.
const MOST_RUNS = 30
const SPAN_MINUTES = 10
const KEPT_DAYS = 90
const PAGE = 25

/** Whether a rule has run for an event before. */
export async function hasRun(db: Reader, ruleId: number, eventId: number): Promise<boolean> {
  const row = await db
    .selectFrom('automation_runs')
    .select('id')
    .where('rule_id', '=', ruleId)
    .where('event_id', '=', eventId)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether a rule has run so often in a conversation lately that it must wait: two programs may be answering each other. */
export async function isHeldBack(work: Work, ruleId: number, conversationId: number): Promise<boolean> {
  const since = new Date(work.now.getTime() - SPAN_MINUTES * 60_000)
  const rows = await work.tx
    .selectFrom('automation_runs')
    .select('id')
    .where('conversation_id', '=', conversationId)
    .where('rule_id', '=', ruleId)
    .where('ran_at', '>', since)
    .limit(MOST_RUNS)
    .execute()
  return rows.length === MOST_RUNS
}

/** Notes what a rule did for an event, with what it did. */
export async function keepRun(
  work: Work,
  run: { ruleId: number; eventId: number; conversationId: number; outcome: RuleRun['outcome']; actions: Deed[] },
): Promise<void> {
  await work.tx
    .insertInto('automation_runs')
    .values({
      account_id: work.accountId,
      rule_id: run.ruleId,
      event_id: run.eventId,
      conversation_id: run.conversationId,
      outcome: run.outcome,
      actions: JSON.stringify(run.actions),
      ran_at: work.now,
    })
    .execute()
}

/** The runs of a rule or in a conversation, newest first, a page before an id. */
export async function listRuns(
  db: Reader,
  accountId: number,
  of: { ruleId: number } | { conversationId: number },
  before?: number,
): Promise<RuleRun[]> {
  const rows = await db
    .selectFrom('automation_runs as run')
    .innerJoin('automation_rules as rule', 'rule.id', 'run.rule_id')
    .innerJoin('conversations', 'conversations.id', 'run.conversation_id')
    .leftJoin('events', 'events.id', 'run.event_id')
    .select([
      'run.id',
      'run.rule_id as ruleId',
      'rule.name as ruleName',
      'conversations.number as conversationNumber',
      'events.type as eventType',
      'run.outcome',
      'run.actions',
      'run.ran_at as ranAt',
    ])
    .where('run.account_id', '=', accountId)
    .$if('ruleId' in of, (query) => query.where('run.rule_id', '=', 'ruleId' in of ? of.ruleId : 0))
    .$if('conversationId' in of, (query) =>
      query.where('run.conversation_id', '=', 'conversationId' in of ? of.conversationId : 0),
    )
    .$if(before !== undefined, (query) => query.where('run.id', '<', before ?? 0))
    .orderBy('run.id', 'desc')
    .limit(PAGE)
    .execute()
  return rows as unknown as RuleRun[]
}

/** Removes what rules did long ago; returns how many rows. */
export async function sweepRuns(db: Reader, now: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`delete from automation_runs
    where ran_at < ${new Date(now.getTime() - KEPT_DAYS * 86_400_000)} returning id`.execute(db)
  return rows.length
}
