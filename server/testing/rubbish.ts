/** Draws numbers that are the same for the same seed, so that what went wrong can be drawn again. */
export interface Dice {
  /** A whole number from 0 to `below`, without it. */
  below(below: number): number
  pick<T>(list: readonly T[]): T
}

/** Mulberry32, which is enough to choose rubbish by. */
export function dice(seed: number): Dice {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { below, pick: (list) => list[below(list.length)] as (typeof list)[number] }
}

const FIELDS = `account_id action_name add additional_attributes agent assignee_id attachment attachments
attribute_display_type attribute_key attribute_model attribute_values auto_assignment_config auto_offline
auto_resolve_after availability avatar avatar_url base_contact_id blob blocked byte_size cc_emails channel
checksum color column_names company_name contact contact_id content content_attributes content_type
conversation csat_config csat_survey_response current_password custom_attribute custom_attributes display_name
domain draft_message echo_id email external_url fields filename filter_operator filter_type greeting_enabled
greeting_message hmac_verified identifier identifier_hash ids import_file in_reply_to inbox inbox_id is_private
items label labels locale mergee_contact_id message message_signature message_type name password
password_confirmation payload phone_number priority private profile query rating referer_url regex_pattern
remove reply_to role settings short_code show_on_sidebar snoozed_until source_id status submitted_values
support_email target_language team_id template_params timestamp timezone title token type typing_status
ui_settings user_ids welcome_title widget_color`.split(/\s+/)

// Words that mean something somewhere, so that requests get past the first check and deeper.
const WORDS =
  `open resolved snoozed pending on off true false null none low urgent online busy agent administrator incoming outgoing text
input_select web_widget api mo@home.example #c2410c Europe/Berlin in_a_day vip all me {"a":1} [] {} 0 1 2 3 -1 1e99 99999999999
2026-01-01T00:00:00Z`.split(/\s+/)

const ODDITIES = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\udc00x',
  '😀',
  '\u202e',
  "'; drop table messages; --",
  '%00',
  '%',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'x'.repeat(300),
  'x'.repeat(5000),
  0,
  -0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 63),
  1e99,
  8.64e12,
  -8.64e12,
  true,
  false,
  null,
  [],
  {},
] as const

/** A value that nobody means, sometimes nested. */
export function rubbish(from: Dice, depth = 0): unknown {
  const kind = from.below(depth > 3 ? 6 : 10)
  if (kind < 3) return from.pick(WORDS)
  if (kind < 6) return from.pick(ODDITIES)
  if (kind < 8) return Array.from({ length: from.below(4) }, () => rubbish(from, depth + 1))
  return rubbishFields(from, depth + 1)
}

/** An object of known field names with rubbish in them. */
export function rubbishFields(from: Dice, depth = 0): Record<string, unknown> {
  const names = Array.from({ length: from.below(6) }, () => from.pick(FIELDS))
  return Object.fromEntries(names.map((name) => [name, rubbish(from, depth)]))
}
