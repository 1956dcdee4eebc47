import { z } from 'zod'
import { flag, id, list, moment } from './fields.ts'

const blankIsAbsent = (value: unknown) => (value === '' || value === null || value === 'null' ? undefined : value)

function optional<T extends z.ZodType>(schema: T) {
  return z.preprocess(blankIsAbsent, schema.optional())
}

/** Nobody reports about other times, and a database has none that are much further away. */
const reported = moment.refine((date) => date.getTime() >= 0 && date.getTime() < Date.UTC(2200), {
  message: 'must be a moment from 1970 to 2199, in Unix seconds',
})

const range = {
  since: optional(reported),
  until: optional(reported),
  business_hours: optional(flag),
  /** Hours ahead of UTC. */
  timezone_offset: optional(z.coerce.number().min(-14).max(14)),
}

const subject = {
  type: optional(z.enum(['account', 'agent', 'inbox', 'label', 'team'])),
  id: optional(id),
}

const groupBy = optional(z.enum(['day', 'week', 'month', 'year', 'hour']))

/** GET ~2/reports (contract 2.16). */
export const seriesQuery = z.object({
  ...range,
  ...subject,
  metric: z.enum([
    'conversations_count',
    'incoming_messages_count',
    'outgoing_messages_count',
    'avg_first_response_time',
    'avg_resolution_time',
    'reply_time',
    'resolutions_count',
    'bot_resolutions_count',
    'bot_handoffs_count',
  ]),
  group_by: groupBy,
})

/** GET ~2/reports/summary and …/bot_summary. */
export const summaryQuery = z.object({ ...range, ...subject, group_by: groupBy })

/** The reports about a time, and nothing else. */
export const rangeQuery = z.object(range)

/** GET ~2/reports/conversations. */
export const conversationsNowQuery = z.object({
  type: z.enum(['account', 'agent']),
  page: optional(z.coerce.number().int().min(1).max(100_000)),
  user_id: optional(id),
})

/** GET ~2/reports/inbox_label_matrix. */
export const matrixQuery = z.object({ ...range, inbox_ids: optional(list(id)), label_ids: optional(list(id)) })

/** GET ~2/reports/outgoing_messages_count. */
export const outgoingQuery = z.object({ ...range, group_by: z.enum(['agent', 'team', 'inbox', 'label']) })

/** GET ~2/live_reports/conversation_metrics. */
export const liveQuery = z.object({ team_id: optional(id) })

/** GET ~2/live_reports/grouped_conversation_metrics. */
export const groupedLiveQuery = z.object({ group_by: z.enum(['team_id', 'assignee_id']) })

/** GET ~2/year_in_review; the year is the one that is over last, or the one before it is. */
export const yearQuery = z.object({
  year: optional(z.coerce.number().int().min(1970).max(2199)),
  timezone_offset: range.timezone_offset,
})
