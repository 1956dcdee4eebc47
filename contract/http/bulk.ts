import { z } from 'zod'
import { id, idOrNone, list, moment, text } from './fields.ts'

const status = z.enum(['open', 'resolved', 'pending', 'snoozed'])

const priority = z.enum(['low', 'medium', 'high', 'urgent'])

// Clients say nobody as null, 0 and "nil".
const somebody = z.preprocess((value) => (value === 'nil' ? null : value), idOrNone)

/** POST ~/bulk_actions (contract 2.12); `type` is looked at before the rest. */
export const bulkBody = z.object({
  ids: list(id).pipe(z.array(z.number()).min(1).max(5000)),
  fields: z
    .object({
      status: status.optional(),
      assignee_id: somebody.optional(),
      team_id: somebody.optional(),
      // Ours, besides the contract.
      priority: priority.nullable().optional(),
    })
    .nullable()
    .optional(),
  labels: z
    .object({ add: list(text).nullable().optional(), remove: list(text).nullable().optional() })
    .nullable()
    .optional(),
  snoozed_until: moment.nullable().optional(),
  action_name: z.enum(['delete']).nullable().optional(),
})
