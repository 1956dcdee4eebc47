import { invalid, notFound } from '../../kernel/refusal.ts'
import { requiredName } from '../../kernel/required-name.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { readActions, type ActionInput } from './action.ts'
import { readConditions, type Condition } from './condition.ts'
import { compileConditions, definitionsFor } from './matching.ts'
import { refuseUnknown } from './reference.ts'
import { loadRule } from './rule-store.ts'
import { RULE_EVENTS, type RuleChanges } from './rule.ts'

/** Creates a rule; it is active unless told otherwise. */
export async function createRule(
  work: Work,
  input: RuleChanges & { name: string; eventName: string; actions: ActionInput[] },
): Promise<number> {
  const row = await work.tx
    .insertInto('automation_rules')
    .values({
      account_id: work.accountId,
      ...(await columnsOf(work, input)),
      name: requiredName(input.name),
      event_name: knownEvent(input.eventName),
      created_at: work.now,
      updated_at: work.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}

/** Changes a rule. */
export async function changeRule(work: Work, id: number, changes: RuleChanges): Promise<void> {
  const row = await work.tx
    .updateTable('automation_rules')
    .set({ ...(await columnsOf(work, changes)), updated_at: work.now })
    .where('id', '=', id)
    .where('account_id', '=', work.accountId)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
}

/** Makes a second rule that is like the first. */
export async function cloneRule(work: Work, id: number): Promise<number> {
  const { name, description, eventName, conditions, actions, active } = await loadRule(work.tx, work.accountId, id)
  return createRule(work, { name, description, eventName, conditions, actions, active })
}

/** Removes a rule. */
export async function removeRule(work: Work, id: number): Promise<void> {
  const row = await work.tx
    .deleteFrom('automation_rules')
    .where('id', '=', id)
    .where('account_id', '=', work.accountId)
    .returning('id')
    .executeTakeFirst()
  if (!row) throw notFound()
}

async function columnsOf(work: Work, changes: RuleChanges) {
  const { name, description, eventName, active } = changes
  const conditions = changes.conditions && readConditions(changes.conditions)
  const actions = changes.actions && readActions(changes.actions, 'rule')
  await refuseUnknown(work, [...(conditions?.references ?? []), ...(actions?.references ?? [])])
  if (conditions) await refuseMeaningless(work, conditions.conditions)
  return {
    ...(name !== undefined && { name: requiredName(name) }),
    ...(description !== undefined && { description }),
    ...(eventName !== undefined && { event_name: knownEvent(eventName) }),
    ...(conditions && { conditions: JSON.stringify(conditions.conditions) }),
    ...(actions && { actions: JSON.stringify(actions.actions) }),
    ...(active !== undefined && { active }),
    // Whoever changes it has seen why.
    broken_reason: null,
  }
}

/** Refuses now what would switch the rule off when it runs. */
async function refuseMeaningless(work: Work, conditions: Condition[]): Promise<void> {
  const definitions = await definitionsFor(work.tx, work.accountId, conditions)
  compileConditions(conditions, { definitions, changes: {}, now: work.now })
}

function knownEvent(name: string): string {
  if (RULE_EVENTS.some((known) => known === name)) return name
  throw invalid('event_name', `event_name must be one of ${RULE_EVENTS.join(', ')}`)
}
