/** What can be recorded about a conversation; docs/reports.md says when, and what its value is. */
export type FactKind =
  | 'first_response'
  | 'reply_time'
  | 'conversation_resolved'
  | 'conversation_opened'
  | 'conversation_bot_handoff'
  | 'conversation_bot_resolved'

/** Every kind that has a time of its own. */
export const FACT_KINDS: FactKind[] = [
  'first_response',
  'reply_time',
  'conversation_resolved',
  'conversation_opened',
  'conversation_bot_handoff',
  'conversation_bot_resolved',
]
