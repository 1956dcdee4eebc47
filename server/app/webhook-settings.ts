import { z } from 'zod'
import { defineSettings } from '../platform/config/index.ts'
import { USUAL_PAUSES } from '../features/webhooks/index.ts'

/** How other programs are told what happens. */
export const webhooks = defineSettings({
  timeoutSeconds: {
    env: 'WEBHOOK_TIMEOUT',
    sentence: 'How many seconds a receiver of webhooks may take to answer, the connection included.',
    schema: z.coerce.number().min(0.1).max(60),
    default: 5,
  },
  pauses: {
    env: 'WEBHOOK_RETRIES',
    sentence:
      'The pauses in seconds between the attempts at one delivery, separated by commas; after the last it is given up, and can be sent again by hand.',
    schema: z
      .string()
      .transform((text) => text.split(',').map(Number))
      .pipe(z.array(z.number().min(0).max(604_800)).min(1)),
    default: USUAL_PAUSES,
  },
})
