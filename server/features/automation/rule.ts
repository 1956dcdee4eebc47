import type { Action, ActionInput } from './action.ts'
import type { Condition, ConditionInput } from './condition.ts'

/** What a rule may wait for (contract 2.15). */
export const RULE_EVENTS = [
  'conversation_created',
  'conversation_updated',
  'conversation_resolved',
  'conversation_opened',
  'message_created',
] as const

/** What is done by itself when something happens and the conditions hold. */
export interface Rule {
  id: number
  accountId: number
  name: string
  description: string | null
  eventName: (typeof RULE_EVENTS)[number]
  conditions: Condition[]
  actions: Action[]
  active: boolean
  /** Why it was switched off, when nobody did. */
  brokenReason: string | null
  createdAt: Date
}

/** What may be said of a rule; what is absent stays as it is. */
export interface RuleChanges {
  name?: string | undefined
  description?: string | null | undefined
  eventName?: string | undefined
  conditions?: ConditionInput[] | undefined
  actions?: ActionInput[] | undefined
  active?: boolean | undefined
}
