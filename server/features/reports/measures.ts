import { sql, type RawBuilder } from 'kysely'

/** What is summed up: the columns of `report_rollups`, each with what of a row of the raw history adds to it. */
const SUMS = {
  open: counting('open'),
  resolved: counting('resolved'),
  pending: counting('pending'),
  snoozed: counting('snoozed'),
  incoming: counting('incoming'),
  outgoing: counting('outgoing'),
  bot_messages: counting('bot_message'),
  first_responses: counting('first_response'),
  first_response_seconds: adding('first_response', 'value'),
  first_response_business_seconds: adding('first_response', 'business'),
  first_within_1h: `count(*) filter (where measure = 'first_response' and value < 3600)`,
  first_within_4h: `count(*) filter (where measure = 'first_response' and value >= 3600 and value < 14400)`,
  first_within_8h: `count(*) filter (where measure = 'first_response' and value >= 14400 and value < 28800)`,
  first_within_24h: `count(*) filter (where measure = 'first_response' and value >= 28800 and value < 86400)`,
  replies: counting('reply_time'),
  reply_seconds: adding('reply_time', 'value'),
  reply_business_seconds: adding('reply_time', 'business'),
  resolutions: counting('conversation_resolved'),
  resolution_seconds: adding('conversation_resolved', 'value'),
  resolution_business_seconds: adding('conversation_resolved', 'business'),
  openings: counting('conversation_opened'),
  bot_resolutions: counting('conversation_bot_resolved'),
  bot_handoffs: counting('conversation_bot_handoff'),
} as const

/** The name of a sum. */
export type Sum = keyof typeof SUMS

/** Every sum. */
export const ALL_SUMS = Object.keys(SUMS) as Sum[]

/** `count(*) … as open, …`: the sums of rows with measure, value and business. */
export function summedUp(sums: Sum[]): RawBuilder<unknown> {
  return sql.raw(sums.map((name) => `${SUMS[name]} as ${name}`).join(', '))
}

/** `sum(open)::bigint as open, …`: the sums of sums. */
export function addedUp(sums: Sum[]): RawBuilder<unknown> {
  return sql.raw(sums.map((name) => `sum(${name})::bigint as ${name}`).join(', '))
}

/** The names of sums as columns. */
export function columnsOf(sums: Sum[]): RawBuilder<unknown> {
  return sql.raw(sums.join(', '))
}

function counting(measure: string): string {
  return `count(*) filter (where measure = '${measure}')`
}

function adding(measure: string, column: 'value' | 'business'): string {
  return `coalesce(sum(${column}) filter (where measure = '${measure}'), 0)`
}
