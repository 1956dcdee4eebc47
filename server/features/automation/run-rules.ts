import { sql } from 'kysely'
import type { AutomationActor } from '../../kernel/actor.ts'
import type { RecordedEvent } from '../../kernel/event.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { OpenWork, Work } from '../../platform/database/unit-of-work.ts'
import { lockIfThere } from '../conversations/index.ts'
import type { Reach } from './actions/turn.ts'
import { compileConditions, definitionsFor } from './matching.ts'
import { performActions, presentFor } from './perform-actions.ts'
import { occasionOf, type Changes } from './rule-events.ts'
import { findRule } from './rule-store.ts'
import type { Rule } from './rule.ts'
import { hasRun, isHeldBack, keepRun } from './run-store.ts'
import { switchOff } from './switch-off.ts'

/** The task that runs the rules of one event. */
export const rulesTask = 'run-rules'

/** Queues the run of rules for an event. */
export function runRulesLater(work: Work, eventId: number, ruleIds: number[]): void {
  work.later({ task: rulesTask, payload: { eventId, ruleIds } })
}

interface Parts {
  db: Reader
  work: OpenWork
  reach: Reach
}

/**
 * Runs rules for one event, in their order: each looks at the conversation as those before have left it, and does all of its actions
 * in one unit of work with the note that it ran. A rule whose conditions mean nothing any more is switched off.
 */
export async function runRules(
  parts: Parts,
  event: RecordedEvent,
  ruleIds: number[],
  whoTakesWork: (accountId: number) => Promise<number[]>,
): Promise<void> {
  const { changes } = occasionOf(event)
  for (const ruleId of ruleIds) {
    const rule = await findRule(parts.db, event.accountId, ruleId)
    if (!rule?.active) continue
    const actor: AutomationActor = { kind: 'automation', ruleId }
    const present = await presentFor(rule.actions, () => whoTakesWork(event.accountId))
    await parts
      .work(event.accountId, actor, (work) =>
        runRule(work, { rule, event, changes, present, actor, reach: parts.reach }),
      )
      .catch(async (error: unknown) => {
        if (!(error instanceof Refusal)) throw error
        await parts.work(event.accountId, actor, (work) =>
          switchOff(work, parts.reach.installation, rule, error.message),
        )
      })
  }
}

interface Turn {
  rule: Rule
  event: RecordedEvent
  changes: Changes
  present: number[]
  actor: AutomationActor
  reach: Reach
}

async function runRule(work: Work, { rule, event, changes, ...how }: Turn): Promise<void> {
  const conversation = await lockIfThere(work, event.conversationId ?? 0)
  if (!conversation || (await hasRun(work.tx, rule.id, event.id))) return
  if (!(await holds(work, rule, event, changes))) return
  const run = { ruleId: rule.id, eventId: event.id, conversationId: conversation.id }
  if (await isHeldBack(work, rule.id, conversation.id))
    return keepRun(work, { ...run, outcome: 'held_back', actions: [] })
  const id = `rule:${rule.id}:${event.id}`
  const actions = await performActions(work, conversation, { ...how, actions: rule.actions, id })
  await keepRun(work, { ...run, outcome: 'done', actions })
}

/** Whether the conditions of a rule hold where something has happened. Mails that answer by themselves start nothing (contract 2.15). */
async function holds(work: Work, rule: Rule, event: RecordedEvent, changes: Changes): Promise<boolean> {
  const definitions = await definitionsFor(work.tx, work.accountId, rule.conditions)
  const condition = compileConditions(rule.conditions, { definitions, changes, now: work.now })
  const begins = rule.eventName === 'conversation_created' || rule.eventName === 'conversation_opened'
  const found = await work.tx
    .selectFrom('conversations')
    .innerJoin('contacts', 'contacts.id', 'conversations.contact_id')
    .leftJoin('messages', (join) =>
      join.onRef('messages.conversation_id', '=', 'conversations.id').on('messages.id', '=', messageOf(event)),
    )
    .select('conversations.id')
    .where('conversations.id', '=', event.conversationId ?? 0)
    .where('conversations.account_id', '=', work.accountId)
    .where(condition)
    .$if(begins, (query) =>
      query.where(sql<boolean>`coalesce(conversations.additional_attributes ->> 'auto_reply', 'false') <> 'true'`),
    )
    .executeTakeFirst()
  return found !== undefined
}

/** The message that happened; without one, conditions about messages look at the first of the conversation. */
function messageOf({ data }: RecordedEvent) {
  if (data['messageId'] !== undefined) return sql<number>`${Number(data['messageId'])}::integer`
  return sql<number>`(select min(first.id) from messages as first
    where first.conversation_id = conversations.id and first.direction <> 'activity')`
}
