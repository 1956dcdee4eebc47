import { z } from 'zod'
import { flag, moment, text } from './fields.ts'

/** GET ~/webhooks/:id/deliveries (ours). */
export const deliveriesQuery = z.object({
  state: z.enum(['waiting', 'delivered', 'failed']).optional(),
  event: text.optional(),
  cursor: text.optional(),
})

/** POST ~/webhooks/:id/replays (ours): what happened from one moment to another; without `only_missed: false` what arrived is left out. */
export const replayBody = z.object({
  from: moment,
  until: moment.optional(),
  only_missed: flag.optional(),
})
