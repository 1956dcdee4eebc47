import { request } from './client.ts'
import type { FilterRow, FilterValue } from './filters.ts'
import type { MacroAction } from './macros.ts'
import { inAccount, resourceAt } from './resource.ts'
import type { Resource } from './resource.ts'

/** What a rule waits for (contract 2.15). */
export const ruleEvents = [
  'message_created',
  'conversation_created',
  'conversation_updated',
  'conversation_resolved',
  'conversation_opened',
] as const
export type RuleEvent = (typeof ruleEvents)[number]

/** A row of a rule's conditions; `attribute_changed` has what was before and what is now as its values. */
export interface RuleCondition extends Omit<FilterRow, 'values' | 'custom_attribute_type'> {
  values: FilterValue[] | { from?: FilterValue[]; to?: FilterValue[] }
  custom_attribute_type: 'conversation_attribute' | 'contact_attribute' | ''
}

/** What is done by itself when something happens and the conditions hold. */
export interface Rule {
  id: number
  name: string
  description: string | null
  event_name: RuleEvent
  conditions: RuleCondition[]
  actions: MacroAction[]
  active: boolean
  /** Why it was switched off, when nobody did. */
  broken_reason: string | null
}
export type RuleInput = Omit<Rule, 'id' | 'broken_reason'>

const wrapped = resourceAt<{ payload: Rule }, RuleInput>('automation_rules')

export const rules: Resource<Rule, RuleInput> = {
  ...resourceAt<Rule, RuleInput>('automation_rules'),
  change: async (accountId, id, input) => (await wrapped.change(accountId, id, input)).payload,
}

/** What a rule would do with the latest conversations. */
export interface Trial {
  looked_at: number
  matched: number
  conversations: {
    id: number
    contact_name: string
    last_activity_at: number
    /** In the order of the rule's. */
    actions: { action_name: string; changes: boolean }[]
  }[]
}

export function tryRule(accountId: number, rule: Pick<RuleInput, 'conditions' | 'actions'>): Promise<Trial> {
  return request(inAccount(accountId, '/automation_rules/try'), { method: 'POST', body: rule })
}

/** What a rule did once. */
export interface RuleRun {
  id: number
  rule_id: number
  rule_name: string
  conversation_id: number
  /** The event that it ran for, while that is kept. */
  event: string | null
  outcome: 'done' | 'held_back'
  actions: { action_name: string; done: boolean; reason: string | null }[]
  ran_at: number
}

/** As many as one answer has at most. */
export const RUNS_OF_A_PAGE = 25

/** Newest first, those before a run. */
export async function listRuns(
  accountId: number,
  of: { ruleId: number } | { conversationId: number },
  before?: number,
): Promise<RuleRun[]> {
  const path =
    'ruleId' in of ? `/automation_rules/${of.ruleId}/runs` : `/conversations/${of.conversationId}/automation_runs`
  const { payload } = await request<{ payload: RuleRun[] }>(inAccount(accountId, path), { query: { before } })
  return payload
}
