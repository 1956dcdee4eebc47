import { z } from 'zod'
import { attributes, flag, id, idOrNone, list, text, textOrNone } from './fields.ts'

/** POST /setup: the first account and its administrator. */
export const setUpBody = z.object({ token: text, account_name: text, name: text, email: text, password: text })

/** PUT /api/v1/profile (contract 2.3). */
export const profileBody = z.object({
  name: text.optional(),
  email: text.optional(),
  display_name: textOrNone.optional(),
  message_signature: textOrNone.optional(),
  ui_settings: attributes.optional(),
  phone_number: textOrNone
    .refine((value) => value === null || value.length <= 40, 'must have at most 40 characters')
    .optional(),
  current_password: text.optional(),
  password: text.optional(),
  password_confirmation: text.optional(),
  avatar: z.unknown().optional(),
})

const availability = z.enum(['online', 'busy', 'offline'])

/** POST /api/v1/profile/availability. */
export const availabilityBody = z.object({ account_id: id, availability })

/** POST /api/v1/profile/auto_offline. */
export const autoOfflineBody = z.object({ account_id: id, auto_offline: flag })

/** PUT /api/v1/profile/set_active_account. */
export const activeAccountBody = z.object({ account_id: id })

/** POST ~/agents; `password` is our addition, so that an agent can sign in before any mail is set up. */
export const newAgentBody = z.object({
  name: text,
  email: text,
  role: z.enum(['agent', 'administrator']).optional(),
  custom_role_id: idOrNone.optional(),
  availability: availability.optional(),
  auto_offline: flag.optional(),
  password: text.optional(),
})

/** PATCH ~/agents/:id. */
export const agentBody = newAgentBody.omit({ email: true, password: true }).partial()

const detail = textOrNone.refine((value) => value === null || value.length <= 255, 'must have at most 255 characters')

const zoneOrNone = textOrNone.refine(
  (value) => value === null || isZone(value),
  'must be a name of the IANA database, such as Europe/Berlin',
)

function isZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

/** PATCH ~ (contract 2.4). */
export const accountBody = z.object({
  name: text.optional(),
  locale: text.optional(),
  domain: textOrNone.optional(),
  support_email: textOrNone.optional(),
  auto_resolve_after: z.coerce.number().int().min(10).max(1_439_856).nullable().optional(),
  auto_resolve_message: textOrNone.optional(),
  auto_resolve_ignore_waiting: flag.optional(),
  auto_resolve_label: textOrNone.optional(),
  audio_transcriptions: flag.optional(),
  reporting_timezone: zoneOrNone.optional(),
  keep_pending_on_bot_failure: flag.optional(),
  conversation_required_attributes: list(text).optional(),
})

/** What a company says about itself: PATCH ~ and PATCH ~/onboarding keep it among the account's attributes (contract 2.4). */
export const accountProfileBody = z.object({
  industry: detail.optional(),
  company_size: detail.optional(),
  timezone: zoneOrNone.optional(),
  referral_source: detail.optional(),
  user_role: detail.optional(),
  website: detail.optional(),
})
