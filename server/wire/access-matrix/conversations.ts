import { announcedFile, type Row } from './row.ts'

/** Conversations and their messages. */
export const conversations: Row[] = [
  ['GET ~/conversations', '401 401 401 200 200 200'],
  ['GET ~/conversations/unread_counts', '401 401 401 200 200 200'],
  ['GET ~/conversations/meta', '401 401 401 200 200 200'],
  ['POST ~/conversations/:number/update_last_seen', '401 401 401 404 200 200'],
  ['POST ~/conversations/:number/unread', '401 401 401 404 200 200'],
  ['GET ~/conversations/:number/messages', '401 401 401 404 200 200'],
  // The conversation of the matrix is a visitor's: only API inboxes report deliveries.
  ['PATCH ~/conversations/:number/messages/:id', '401 401 401 404 403 403', { body: { status: 'delivered' } }],
  ['POST ~/conversations/:number/messages/:id/retry', '401 401 401 404 404 404'],
  [
    'POST ~/conversations/:number/messages/:id/translate',
    '401 401 401 404 422 422',
    { body: { target_language: 'de' } },
  ],
  ['DELETE ~/conversations/:number/messages/:id', '401 401 401 404 200 200'],
]

/** Who takes part in conversations, and what belongs to them. */
export const belongings: Row[] = [
  ['GET ~/conversations/:number/participants', '401 401 401 404 200 200'],
  ...['POST', 'PATCH', 'PUT', 'DELETE'].map((method): Row => [
    `${method} ~/conversations/:number/participants`,
    '401 401 401 404 200 200',
    { body: (at) => ({ user_ids: [at.insideAgent] }) },
  ]),
  ['GET ~/conversations/:number/draft_messages', '401 401 401 404 200 200'],
  [
    'PUT ~/conversations/:number/draft_messages',
    '401 401 401 404 200 200',
    { body: { draft_message: { message: 'Hm' } } },
  ],
  ['PATCH ~/conversations/:number/draft_messages', '401 401 401 404 200 200', { body: { message: 'Hm' } }],
  ['DELETE ~/conversations/:number/draft_messages', '401 401 401 404 200 200'],
  ['POST ~/conversations/:number/mute', '401 401 401 404 200 200'],
  ['POST ~/conversations/:number/unmute', '401 401 401 404 200 200'],
  ['GET ~/conversations/:number/attachments', '401 401 401 404 200 200'],
  ['GET ~/conversations/:number/inbox_assistant', '401 401 401 404 200 200'],
  // Nothing sends mail yet.
  ['POST ~/conversations/:number/transcript', '401 401 401 404 422 422', { body: { email: 'mo@home.example' } }],
  ['POST ~/conversations/:number/direct_uploads', '401 401 401 404 200 200', { body: { blob: announcedFile } }],
  ['DELETE ~/conversations/:number', '401 401 401 401 401 200', { id: (at) => at.doomedConversation }],
  ['POST ~/upload', '401 401 401 422 422 422'],
  [
    'POST ~/bulk_actions',
    '401 401 401 200 200 200',
    { body: (at) => ({ type: 'Conversation', ids: [at.conversation], labels: { add: ['bulk'] } }) },
  ],
]
