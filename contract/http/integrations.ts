import { z } from 'zod'
import { attributes, flag, idOrNone, json, text } from './fields.ts'

/** PATCH ~/integrations/hooks/:id (contract 2.14); the app decides what `settings` may hold. */
export const hookBody = z.object({ status: flag.optional(), settings: attributes.optional() })

/** POST ~/integrations/hooks. */
export const newHookBody = hookBody.extend({
  app_id: text,
  inbox_id: idOrNone.optional(),
  settings: attributes.default({}),
})

/** POST ~/integrations/hooks/:id/process_event. */
export const hookEventBody = z.object({ event: z.object({ name: text, data: json.optional() }) })
