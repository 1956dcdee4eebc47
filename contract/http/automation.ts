import { z } from 'zod'
import { flag, id, json, list, text, textOrNone } from './fields.ts'

/** A row of a rule's conditions (contract 2.10); what its fields may hold is known where rules are kept. */
const condition = z.object({
  attribute_key: json.optional(),
  filter_operator: json.optional(),
  values: json.optional(),
  query_operator: json.optional(),
  custom_attribute_type: json.optional(),
})

/** A row of a rule's or a macro's actions. */
const action = z.object({ action_name: json.optional(), action_params: json.optional() })

/** PATCH ~/automation_rules/:id (contract 2.15). */
export const ruleBody = z.object({
  name: text.optional(),
  description: textOrNone.optional(),
  event_name: text.optional(),
  active: flag.optional(),
  conditions: list(condition).optional(),
  actions: list(action).optional(),
})

/** POST ~/automation_rules. */
export const newRuleBody = ruleBody.extend({ name: text, event_name: text, actions: list(action) })

/** POST ~/automation_rules/try (ours): a rule that need not be kept. */
export const tryRuleBody = z.object({ conditions: list(condition).optional(), actions: list(action) })

/** GET ~/automation_rules/:id/runs and ~/conversations/:id/automation_runs (ours): the page before a run. */
export const runsQuery = z.object({ before: id.optional() })

/** PATCH ~/macros/:id. */
export const macroBody = z.object({
  name: text.optional(),
  visibility: z.enum(['personal', 'global']).optional(),
  actions: list(action).optional(),
})

/** POST ~/macros. */
export const newMacroBody = macroBody.extend({ name: text, actions: list(action) })

/** POST ~/macros/:id/execute: conversations by their numbers. `run` is ours: asked again under it, nothing is written twice. */
export const executeMacroBody = z.object({
  conversation_ids: list(id).pipe(z.array(z.number()).min(1).max(5000)),
  run: text.refine((value) => value.length <= 100, 'must have at most 100 characters').optional(),
})
