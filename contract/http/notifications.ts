import { z } from 'zod'
import { id, list, moment, text } from './fields.ts'

/** The kinds of notifications (contract 2.13). */
const TYPES = [
  'conversation_creation',
  'conversation_assignment',
  'assigned_conversation_new_message',
  'conversation_mention',
  'participating_conversation_new_message',
  'sla_missed_first_response',
  'sla_missed_next_response',
  'sla_missed_resolution',
] as const

const blankIsAbsent = (value: unknown) => (value === '' || value === null || value === 'null' ? undefined : value)

/** GET ~/notifications; other words in `includes` say nothing. */
export const notificationsQuery = z.object({
  page: z.preprocess(blankIsAbsent, z.coerce.number().int().min(1).max(100_000).default(1)),
  sort_order: z.preprocess(
    (value) => blankIsAbsent(typeof value === 'string' ? value.toLowerCase() : value),
    z.enum(['asc', 'desc']).default('desc'),
  ),
  includes: z.preprocess(blankIsAbsent, list(text).default([])),
})

/** POST ~/notifications/:id/snooze. */
export const snoozeNotificationBody = z.object({ snoozed_until: moment })

/** POST ~/notifications/destroy_all. Without a type all go. */
export const removeNotificationsBody = z.object({
  type: z.preprocess(blankIsAbsent, z.enum(['read', 'all']).default('all')),
})

/** POST ~/notifications/read_all: all, or those of one conversation, by its number. */
export const readNotificationsBody = z.object({
  primary_actor_type: z.preprocess(blankIsAbsent, z.literal('Conversation').optional()),
  primary_actor_id: z.preprocess(blankIsAbsent, id.optional()),
})

/** Flags of one way, such as `email_conversation_mention`, as the kinds they switch on. Forms send an empty one for none. */
function flags<Way extends 'email' | 'push'>(way: Way) {
  const chosen = z.templateLiteral([`${way}_`, z.enum(TYPES)])
  const kinds = z.array(chosen.transform((flag) => flag.slice(way.length + 1) as (typeof TYPES)[number]))
  return z.preprocess((value) => {
    if (value === undefined) return undefined
    const all: unknown[] = Array.isArray(value) ? value : [value]
    return all.filter((one) => one !== '' && one !== null)
  }, kinds.optional())
}

/** PATCH, PUT ~/notification_settings; what is left out stays. */
export const notificationSettingsBody = z.object({
  selected_email_flags: flags('email'),
  selected_push_flags: flags('push'),
})
