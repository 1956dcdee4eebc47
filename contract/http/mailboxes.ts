import { z } from 'zod'
import { textOrNone } from './fields.ts'

/** POST ~/google/authorization and ~/microsoft/authorization. */
export const authorizationBody = z.object({ email: textOrNone.optional() })

/** GET /google/callback and /microsoft/callback (RFC 6749 §4.1.2). */
export const callbackQuery = z.object({
  code: z.string().max(4096).optional(),
  state: z.string().max(200).optional(),
  error: z.string().max(500).optional(),
  error_description: z.string().max(2000).optional(),
})
