import type { Row } from './row.ts'

/** Conversations and their messages. */
export const conversations: Row[] = [
  ['GET ~/conversations', '401 401 401 200 200 200'],
  ['GET ~/conversations/meta', '401 401 401 200 200 200'],
  ['GET ~/conversations/:number', '401 401 401 404 200 200'],
  [
    'POST ~/conversations',
    '401 401 401 404 200 200',
    { body: (at) => ({ inbox_id: at.inbox, contact_id: at.contact }) },
  ],
  ['PATCH ~/conversations/:number', '401 401 401 404 200 200', { body: { priority: 'high' } }],
  ['POST ~/conversations/:number/toggle_priority', '401 401 401 404 200 200', { body: { priority: null } }],
  ['POST ~/conversations/:number/toggle_status', '401 401 401 404 200 200'],
  ['POST ~/conversations/:number/assignments', '401 401 401 404 200 200', { body: { assignee_id: null } }],
  ['POST ~/conversations/:number/toggle_typing_status', '401 401 401 404 200 200', { body: { typing_status: 'on' } }],
  ['POST ~/conversations/:number/custom_attributes', '401 401 401 404 200 200', { body: { custom_attributes: {} } }],
  ['POST ~/conversations/:number/update_last_seen', '401 401 401 404 200 200'],
  ['POST ~/conversations/:number/unread', '401 401 401 404 200 200'],
  ['GET ~/conversations/:number/messages', '401 401 401 404 200 200'],
  ['POST ~/conversations/:number/messages', '401 401 401 404 200 200', { body: { content: 'Hi' } }],
  // The conversation of the matrix is a visitor's: only API inboxes report deliveries.
  ['PATCH ~/conversations/:number/messages/:id', '401 401 401 404 403 403', { body: { status: 'delivered' } }],
  ['POST ~/conversations/:number/messages/:id/retry', '401 401 401 404 403 403'],
  ['DELETE ~/conversations/:number/messages/:id', '401 401 401 404 200 200'],
]
