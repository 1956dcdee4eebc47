import { z } from 'zod'
import { attributes, flag, id, list, text, textOrNone } from './fields.ts'

const channel = z.object({
  type: z.enum(['web_widget', 'api']).optional(),
  website_url: textOrNone.optional(),
  widget_color: text.optional(),
  welcome_title: textOrNone.optional(),
  welcome_tagline: textOrNone.optional(),
  reply_time: z.enum(['in_a_few_minutes', 'in_a_few_hours', 'in_a_day']).optional(),
  pre_chat_form_enabled: flag.optional(),
  pre_chat_form_options: attributes.optional(),
  continuity_via_email: flag.optional(),
  hmac_mandatory: flag.optional(),
  allowed_domains: text.optional(),
  selected_feature_flags: list(text).optional(),
  webhook_url: textOrNone.optional(),
  additional_attributes: attributes.optional(),
})

/** PATCH ~/inboxes/:id (contract 2.6). */
export const inboxBody = z.object({
  name: text.optional(),
  greeting_enabled: flag.optional(),
  greeting_message: textOrNone.optional(),
  enable_email_collect: flag.optional(),
  csat_survey_enabled: flag.optional(),
  csat_config: attributes.optional(),
  enable_auto_assignment: flag.optional(),
  auto_assignment_config: attributes.optional(),
  working_hours_enabled: flag.optional(),
  out_of_office_message: textOrNone.optional(),
  timezone: text.optional(),
  allow_messages_after_resolved: flag.optional(),
  lock_to_single_conversation: flag.optional(),
  sender_name_type: z.enum(['friendly', 'professional']).optional(),
  business_name: textOrNone.optional(),
  channel: channel.optional(),
})

/** POST ~/inboxes. */
export const newInboxBody = inboxBody.extend({
  name: text,
  channel: channel.extend({ type: z.enum(['web_widget', 'api']) }),
})

/** POST, PATCH and DELETE ~/inbox_members. */
export const inboxMembersBody = z.object({ inbox_id: id, user_ids: list(id) })

/** GET ~/assignable_agents. */
export const assignableQuery = z.object({ inbox_ids: list(id) })
