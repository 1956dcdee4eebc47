import type { Row } from './row.ts'

/** What members and bots do with conversations and labels (contract 2.1). */
export const conversationsForBots: Row[] = [
  ['GET ~/conversations/:number', '401 401 401 404 200 200 200 401'],
  [
    'POST ~/conversations',
    '401 401 401 404 200 200 200 401',
    { body: (at) => ({ inbox_id: at.inbox, contact_id: at.contact }) },
  ],
  ['PATCH ~/conversations/:number', '401 401 401 404 200 200 200 401', { body: { priority: 'high' } }],
  ['POST ~/conversations/:number/toggle_priority', '401 401 401 404 200 200 200 401', { body: { priority: null } }],
  ['POST ~/conversations/:number/toggle_status', '401 401 401 404 200 200 200 401'],
  ['POST ~/conversations/:number/assignments', '401 401 401 404 200 200 200 401', { body: { assignee_id: null } }],
  [
    'POST ~/conversations/:number/toggle_typing_status',
    '401 401 401 404 200 200 200 401',
    { body: { typing_status: 'on' } },
  ],
  [
    'POST ~/conversations/:number/custom_attributes',
    '401 401 401 404 200 200 200 401',
    { body: { custom_attributes: {} } },
  ],
  ['POST ~/conversations/:number/messages', '401 401 401 404 200 200 200 401', { body: { content: 'Hi' } }],
  ['GET ~/conversations/:number/labels', '401 401 401 404 200 200 200 401'],
  ['POST ~/conversations/:number/labels', '401 401 401 404 200 200 200 401', { body: { labels: ['fragile'] } }],
  ['GET ~/labels', '401 401 401 200 200 200 200 401'],
  // The bot asks after the administrator, by the same title.
  ['POST ~/labels', '401 401 401 401 401 200 422 401', { body: { title: 'vip', color: '#c2410c' } }],
]
