import { z } from 'zod'
import { attributes, flag, id, idOrNone, json, list, moment, text, textOrNone } from './fields.ts'

/** PATCH ~/campaigns/:id (contract 2.15). */
export const campaignBody = z.object({
  title: text.optional(),
  description: textOrNone.optional(),
  message: text.optional(),
  inbox_id: id.optional(),
  sender_id: idOrNone.optional(),
  enabled: flag.optional(),
  trigger_only_during_business_hours: flag.optional(),
  trigger_rules: attributes.optional(),
  audience: list(json).optional(),
  scheduled_at: moment.nullable().optional(),
  template_params: attributes.nullable().optional(),
})

/** POST ~/campaigns. */
export const newCampaignBody = campaignBody.extend({ title: text, message: text, inbox_id: id })
