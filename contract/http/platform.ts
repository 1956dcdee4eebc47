import { z } from 'zod'
import { botBody } from './agent-bots.ts'
import { attributes, flag, id, idOrNone, text, textOrNone } from './fields.ts'

/** PATCH /platform/api/v1/users/:id (contract 2.18). */
export const platformUserBody = z.object({
  name: text.optional(),
  display_name: textOrNone.optional(),
  email: text.optional(),
  password: text.optional(),
  custom_attributes: attributes.optional(),
})

/** POST /platform/api/v1/users. */
export const newPlatformUserBody = platformUserBody.extend({ name: text, email: text })

/** PATCH /platform/api/v1/accounts/:id. */
export const platformAccountBody = z.object({
  name: text.optional(),
  locale: text.optional(),
  domain: textOrNone.optional(),
  support_email: textOrNone.optional(),
  status: z.enum(['active', 'suspended']).optional(),
  features: z.record(z.string().max(64), flag).optional(),
  limits: z
    .looseObject({
      agents: z.coerce.number().int().min(0).nullable().optional(),
      inboxes: z.coerce.number().int().min(0).nullable().optional(),
    })
    .optional(),
  custom_attributes: attributes.optional(),
})

/** POST /platform/api/v1/accounts. */
export const newPlatformAccountBody = platformAccountBody.extend({ name: text })

/** POST …/account_users. */
export const accountUserBody = z.object({ user_id: id, role: z.enum(['agent', 'administrator']).default('agent') })

/** PATCH /platform/api/v1/agent_bots/:id. */
export const platformBotBody = botBody.extend({ account_id: idOrNone.optional() })

/** POST /platform/api/v1/agent_bots; without an account the bot is for all of them. */
export const newPlatformBotBody = platformBotBody.extend({ name: text })

/** DELETE …/account_users. */
export const formerAccountUserBody = z.object({ user_id: id })
