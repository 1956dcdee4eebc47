import { z } from 'zod'
import { attributes, flag, fromText, id, list, text, textOrNone } from './fields.ts'

const authentication = z.enum(['plain', 'login', 'cram_md5', 'xoauth2'])

const port = z.preprocess(orNone, z.coerce.number().int().min(0).max(65_535).nullable()).transform((one) => one ?? 0)

/** The e-mail keys of a channel (contract 2.6). */
const mailbox = z.object({
  email: text.optional(),
  provider: z.preprocess(orNone, z.enum(['google', 'microsoft']).nullable()).optional(),
  verified_for_sending: flag.optional(),
  imap_enabled: flag.optional(),
  imap_login: text.optional(),
  imap_password: text.optional(),
  imap_address: text.optional(),
  imap_port: port.optional(),
  imap_enable_ssl: flag.optional(),
  imap_authentication: authentication.optional(),
  smtp_enabled: flag.optional(),
  smtp_login: text.optional(),
  smtp_password: text.optional(),
  smtp_address: text.optional(),
  smtp_port: port.optional(),
  smtp_domain: text.optional(),
  smtp_enable_starttls_auto: flag.optional(),
  smtp_enable_ssl_tls: flag.optional(),
  smtp_openssl_verify_mode: z.enum(['none', 'peer', 'client_once', 'fail_if_no_peer_cert']).optional(),
  smtp_authentication: authentication.optional(),
})

/** What an API channel knows of its own; a window is in hours. */
const channelAttributes = z.looseObject({
  agent_reply_time_window: z.preprocess(orNone, z.coerce.number().int().min(1).max(87_600).nullable()).optional(),
})

const channelType = z.enum(['web_widget', 'api', 'email'])

const channel = mailbox.extend({
  type: channelType.optional(),
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
  additional_attributes: fromText(channelAttributes).optional(),
})

const hour = z.preprocess(orNone, z.coerce.number().int().min(0).max(23).nullable()).default(null)
const minutes = z.preprocess(orNone, z.coerce.number().int().min(0).max(59).nullable()).default(null)

/** One day of `working_hours`. */
const workingDay = z.object({
  day_of_week: z.coerce.number().int().min(0).max(6),
  closed_all_day: flag.default(false),
  open_all_day: flag.default(false),
  open_hour: hour,
  open_minutes: minutes,
  close_hour: hour,
  close_minutes: minutes,
})

/** How customers are asked for a rating, and after which conversations. */
const csatConfig = z.looseObject({
  display_type: z.enum(['emoji', 'star']).optional(),
  message: z.preprocess(orNone, text.pipe(z.string().max(1000)).nullable()).optional(),
  button_text: z.preprocess(orNone, text.pipe(z.string().max(100)).nullable()).optional(),
  language: z.preprocess(orNone, text.pipe(z.string().max(20)).nullable()).optional(),
  survey_rules: z
    .object({
      operator: z.enum(['contains', 'does_not_contain']).default('contains'),
      values: list(text.pipe(z.string().trim().toLowerCase().min(1).max(100))).default([]),
    })
    .optional(),
})

/** Up to how many open conversations somebody is given. */
const autoAssignmentConfig = z.looseObject({
  max_assignment_limit: z.preprocess(orNone, z.coerce.number().int().min(1).max(10_000).nullable()).optional(),
})

/** PATCH ~/inboxes/:id (contract 2.6). */
export const inboxBody = z.object({
  name: text.optional(),
  greeting_enabled: flag.optional(),
  greeting_message: textOrNone.optional(),
  enable_email_collect: flag.optional(),
  csat_survey_enabled: flag.optional(),
  csat_config: fromText(csatConfig).optional(),
  enable_auto_assignment: flag.optional(),
  auto_assignment_config: fromText(autoAssignmentConfig).optional(),
  working_hours_enabled: flag.optional(),
  working_hours: fromText(z.array(workingDay).max(7)).optional(),
  out_of_office_message: textOrNone.optional(),
  timezone: text.optional(),
  allow_messages_after_resolved: flag.optional(),
  lock_to_single_conversation: flag.optional(),
  sender_name_type: z.enum(['friendly', 'professional']).optional(),
  business_name: textOrNone.optional(),
  channel: channel.optional(),
  avatar: z.unknown().optional(),
})

/** POST ~/inboxes. */
export const newInboxBody = inboxBody.extend({
  name: text,
  channel: channel.extend({ type: channelType }),
})

/** POST, PATCH and DELETE ~/inbox_members. */
export const inboxMembersBody = z.object({ inbox_id: id, user_ids: list(id) })

/** GET ~/assignable_agents. */
export const assignableQuery = z.object({ inbox_ids: list(id) })

function orNone(value: unknown) {
  return value === '' || value === 'null' ? null : value
}
