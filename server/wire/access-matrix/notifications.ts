import type { Row } from './row.ts'

/** What members are told of, each their own: the first notification of the account is none of theirs. */
export const notifications: Row[] = [
  ['GET ~/notifications', '401 401 401 200 200 200'],
  ['GET ~/notifications/unread_count', '401 401 401 200 200 200'],
  ['POST ~/notifications/read_all', '401 401 401 200 200 200'],
  ['POST ~/notifications/destroy_all', '401 401 401 200 200 200', { body: { type: 'read' } }],
  ['PATCH ~/notifications/:id', '401 401 401 404 404 404'],
  ['POST ~/notifications/:id/unread', '401 401 401 404 404 404'],
  ['POST ~/notifications/:id/snooze', '401 401 401 404 404 404', { body: { snoozed_until: 4_000_000_000 } }],
  ['DELETE ~/notifications/:id', '401 401 401 404 404 404'],
  ['GET ~/notification_settings', '401 401 401 200 200 200'],
  ['PATCH ~/notification_settings', '401 401 401 200 200 200', { body: { selected_email_flags: [] } }],
  ['PUT ~/notification_settings', '401 401 401 200 200 200', { body: { selected_push_flags: [] } }],
]
