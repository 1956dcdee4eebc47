import { z } from 'zod'
import { flag, id, text, textOrNone } from './fields.ts'

const amount = z.coerce.number().int().min(1).max(2_147_483_647)

/** PATCH ~/assignment_policies/:id (contract 2.15). */
export const policyBody = z.object({
  name: text.optional(),
  description: textOrNone.optional(),
  assignment_order: z.literal('round_robin').optional(),
  conversation_priority: z.enum(['earliest_created', 'longest_waiting']).optional(),
  fair_distribution_limit: amount.optional(),
  fair_distribution_window: amount.optional(),
  enabled: flag.optional(),
})

/** POST ~/assignment_policies. */
export const newPolicyBody = policyBody.extend({ name: text })

/** POST ~/inboxes/:id/assignment_policy (contract 2.6). */
export const inboxPolicyBody = z.object({ assignment_policy_id: id })
