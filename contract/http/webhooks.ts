import { z } from 'zod'
import { idOrNone, list, text, textOrNone } from './fields.ts'

/** PATCH ~/webhooks/:id (contract 2.14); the events are those of contract 4.1. */
export const webhookBody = z.object({
  url: text.optional(),
  name: textOrNone.optional(),
  subscriptions: list(text).optional(),
  inbox_id: idOrNone.optional(),
})

/** POST ~/webhooks. */
export const newWebhookBody = webhookBody.extend({ url: text })
