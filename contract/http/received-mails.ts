import { z } from 'zod'
import { id } from './fields.ts'

/** GET ~/inboxes/:id/received_mails, which is ours. */
export const receivedMailsQuery = z.object({
  state: z.enum(['waiting', 'accepted', 'ignored', 'bounce', 'quarantined']).optional(),
  before: id.optional(),
})
