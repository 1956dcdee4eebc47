import type { Row } from './row.ts'

/** Conversations and their messages. */
export const conversations: Row[] = [
  ['GET ~/conversations', '401 401 401 200 200 200'],
  ['GET ~/conversations/meta', '401 401 401 200 200 200'],
  ['POST ~/conversations/:number/update_last_seen', '401 401 401 404 200 200'],
  ['POST ~/conversations/:number/unread', '401 401 401 404 200 200'],
  ['GET ~/conversations/:number/messages', '401 401 401 404 200 200'],
  // The conversation of the matrix is a visitor's: only API inboxes report deliveries.
  ['PATCH ~/conversations/:number/messages/:id', '401 401 401 404 403 403', { body: { status: 'delivered' } }],
  ['POST ~/conversations/:number/messages/:id/retry', '401 401 401 404 403 403'],
  ['DELETE ~/conversations/:number/messages/:id', '401 401 401 404 200 200'],
]
