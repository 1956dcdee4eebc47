import { z } from 'zod'
import { text } from './fields.ts'

/** GET ~/canned_responses (contract 2.7). */
export const cannedResponsesQuery = z.object({ search: text.optional() })

/** POST ~/canned_responses. */
export const newCannedResponseBody = z.object({ short_code: text, content: text })

/** PATCH ~/canned_responses/:id. */
export const cannedResponseBody = newCannedResponseBody.partial()
