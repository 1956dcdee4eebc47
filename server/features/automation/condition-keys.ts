/** What a key's values are: a text, the id of a row, or one of a list. */
type ValueKind = 'text' | 'agent' | 'inbox' | 'team' | readonly string[]

/** How a key may be looked at. */
export interface KeyRule {
  kind: ValueKind
  operators: readonly string[]
}

const PRESENCE = ['is_present', 'is_not_present'] as const
const SAME = ['equal_to', 'not_equal_to'] as const
const WORDS = [...SAME, 'contains', 'does_not_contain', 'starts_with', ...PRESENCE]
const CHOICE = [...SAME, ...PRESENCE, 'attribute_changed']

const text = { kind: 'text', operators: WORDS } as const
const choice = (kind: ValueKind): KeyRule => ({ kind, operators: CHOICE })
const fixed = (kind: ValueKind): KeyRule => ({ kind, operators: SAME })

/** The keys that rules can look at (contract 2.15), with the operators of contract 2.10 that make sense for each. */
export const CONDITION_KEYS: ReadonlyMap<string, KeyRule> = new Map<string, KeyRule>([
  ['content', text],
  ['email', text],
  ['phone_number', text],
  ['country_code', text],
  ['city', text],
  ['company_name', text],
  ['browser_language', text],
  ['conversation_language', text],
  ['referer', text],
  ['mail_subject', text],
  ['labels', { kind: 'text', operators: [...SAME, ...PRESENCE] }],
  ['status', choice(['open', 'resolved', 'pending', 'snoozed', 'all'])],
  ['priority', choice(['low', 'medium', 'high', 'urgent', 'nil'])],
  ['message_type', fixed(['incoming', 'outgoing', 'template'])],
  ['private_note', fixed(['true', 'false'])],
  ['assignee_id', choice('agent')],
  ['inbox_id', choice('inbox')],
  ['team_id', choice('team')],
])

/** A custom attribute, which may hold anything. */
export const CUSTOM: KeyRule = {
  kind: 'text',
  operators: [...WORDS, 'is_greater_than', 'is_less_than', 'days_before', 'attribute_changed'],
}
