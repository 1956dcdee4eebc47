import { z } from 'zod'
import { flag, list, text } from './fields.ts'

const word = text.refine((value) => value.length <= 120, 'must have at most 120 characters')
const words = list(word).refine((value) => value.length <= 500, 'must have at most 500 items')
const part = z.object({ hidden: words.default([]), order: words.default([]) })

/** PUT ~/arrangement, ours: what the dashboard shows its people until they choose otherwise. */
export const arrangementBody = z.object({
  views: part.optional(),
  panels: part.optional(),
  marks: part.optional(),
  density: z.enum(['roomy', 'compact']).optional(),
  move_on: flag.optional(),
  start: word.optional(),
})
