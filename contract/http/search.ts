import { z } from 'zod'
import { text } from './fields.ts'

const page = z.coerce.number().int().min(1).max(1000).default(1)

/** GET ~/search, ~/search/… and ~/conversations/search (contract 2.9, 2.12). */
export const searchQuery = z.object({
  q: text.refine((value) => value.length <= 255, 'must have at most 255 characters').default(''),
  page,
})
