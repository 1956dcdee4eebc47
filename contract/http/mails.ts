import { z } from 'zod'
import { id } from './fields.ts'

/** GET ~/mails, which is ours. */
export const mailsQuery = z.object({
  state: z.enum(['waiting', 'sending', 'sent', 'failed']).optional(),
  before: id.optional(),
})
