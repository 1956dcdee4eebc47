import { z } from 'zod'
import { attributes, idOrNone, text, textOrNone } from './fields.ts'

/** PATCH ~/agent_bots/:id (contract 2.14). The only type is 0, webhook. */
export const botBody = z.object({
  name: text.optional(),
  description: textOrNone.optional(),
  outgoing_url: textOrNone.optional(),
  bot_type: z
    .preprocess((value) => (value === 0 || value === '0' ? 'webhook' : value), z.literal('webhook'))
    .optional(),
  bot_config: attributes.optional(),
  avatar: z.unknown().optional(),
})

/** POST ~/agent_bots. */
export const newBotBody = botBody.extend({ name: text })

/** POST ~/inboxes/:id/set_agent_bot; null takes the bot out. */
export const inboxBotBody = z.object({ agent_bot: idOrNone.optional() })
