import type { Action, Condition, Macro, Rule, RuleRun, Trial } from '../../features/automation/index.ts'
import type { Agent } from '../../features/people/index.ts'
import { agent } from './person.ts'
import { seconds, type Shown } from './shown.ts'

/** A rule, for administrators (contract 2.15). */
export function rule(one: Rule) {
  return {
    id: one.id,
    account_id: one.accountId,
    name: one.name,
    description: one.description,
    event_name: one.eventName,
    conditions: one.conditions.map(condition),
    actions: one.actions.map(action),
    created_on: seconds(one.createdAt),
    active: one.active,
    broken_reason: one.brokenReason,
  }
}

/** What a rule did once. Ours. */
export function ruleRun(one: RuleRun) {
  return {
    id: one.id,
    rule_id: one.ruleId,
    rule_name: one.ruleName,
    conversation_id: one.conversationNumber,
    event: one.eventType,
    outcome: one.outcome,
    actions: one.actions.map(({ name, done, reason = null }) => ({ action_name: name, done, reason })),
    ran_at: seconds(one.ranAt),
  }
}

/** What a rule would do. Ours. */
export function trial({ lookedAt, matched, conversations }: Trial) {
  return {
    looked_at: lookedAt,
    matched,
    conversations: conversations.map((one) => ({
      id: one.number,
      contact_name: one.contactName,
      last_activity_at: seconds(one.lastActivityAt),
      actions: one.actions.map(({ name, changes }) => ({ action_name: name, changes })),
    })),
  }
}

/** A macro for whoever may use it (contract 2.15). People who left the account are left out. */
export function macro(one: Macro, people: Map<number, Agent>, shown: Shown) {
  const [creator, editor] = [people.get(one.createdById ?? 0), people.get(one.updatedById ?? 0)]
  return {
    id: one.id,
    name: one.name,
    visibility: one.visibility,
    ...(creator && { created_by: agent(creator, shown) }),
    ...(editor && { updated_by: agent(editor, shown) }),
    account_id: one.accountId,
    actions: one.actions.map(action),
  }
}

function condition(one: Condition) {
  return {
    attribute_key: one.attributeKey,
    filter_operator: one.filterOperator,
    values: one.values,
    query_operator: one.queryOperator,
    custom_attribute_type: one.customAttributeType,
  }
}

function action(one: Action) {
  return { action_name: one.name, action_params: one.params }
}
