import { z } from 'zod'
import { flag } from './fields.ts'

/** PATCH ~/first_steps, an addition of ours. */
export const firstStepsBody = z.object({ dismissed: flag })
