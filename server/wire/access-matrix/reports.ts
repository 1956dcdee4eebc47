import type { Row } from './row.ts'

const seen = '401 401 401 401 401 200'

/** Reports, for administrators and for custom roles that allow them. */
export const reports: Row[] = [
  ['GET ~2/reports', seen, { query: () => 'metric=conversations_count' }],
  ['GET ~2/reports/summary', seen],
  ['GET ~2/reports/bot_summary', seen],
  ['GET ~2/reports/bot_metrics', seen],
  ['GET ~2/reports/conversations', seen, { query: () => 'type=account' }],
  ['GET ~2/reports/agents', seen],
  ['GET ~2/reports/inboxes', seen],
  ['GET ~2/reports/labels', seen],
  ['GET ~2/reports/teams', seen],
  ['GET ~2/reports/conversations_summary', seen],
  ['GET ~2/reports/conversation_traffic', seen],
  ['GET ~2/reports/inbox_label_matrix', seen],
  ['GET ~2/reports/first_response_time_distribution', seen],
  ['GET ~2/reports/outgoing_messages_count', seen, { query: () => 'group_by=agent' }],
  ['GET ~2/summary_reports/agent', seen],
  ['GET ~2/summary_reports/team', seen],
  ['GET ~2/summary_reports/inbox', seen],
  ['GET ~2/summary_reports/label', seen],
  ['GET ~2/summary_reports/channel', seen],
  ['GET ~2/live_reports/conversation_metrics', seen],
  ['GET ~2/live_reports/grouped_conversation_metrics', seen, { query: () => 'group_by=team_id' }],
  ['GET ~2/year_in_review', seen],
]
