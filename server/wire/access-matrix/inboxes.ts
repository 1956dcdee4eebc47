import type { Places, Row } from './row.ts'

/** Inboxes and their members. */
export const inboxes: Row[] = [
  ['GET ~/inboxes', '401 401 401 200 200 200'],
  ['GET ~/inboxes/:id', '401 401 401 404 200 200'],
  ['POST ~/inboxes', '401 401 401 401 401 200', { body: { name: 'New', channel: { type: 'api' } } }],
  ['PATCH ~/inboxes/:id', '401 401 401 401 401 200', { body: { name: 'Website' } }],
  ['DELETE ~/inboxes/:id', '401 401 401 401 401 200', { id: (at) => at.doomedInbox }],
  ['DELETE ~/inboxes/:id/avatar', '401 401 401 401 401 200'],
  ['GET ~/inboxes/:id/assignable_agents', '401 401 401 404 200 200'],
  ['POST ~/inboxes/:id/reset_secret', '401 401 401 401 401 200', { id: (at) => at.apiInbox }],
  ['GET ~/inbox_members/:inbox_id', '401 401 401 404 200 200'],
  ['POST ~/inbox_members', '401 401 401 401 401 200', { body: membersOf }],
  ['PATCH ~/inbox_members', '401 401 401 401 401 200', { body: membersOf }],
  ['DELETE ~/inbox_members', '401 401 401 401 401 200', { body: (at) => ({ inbox_id: at.inbox, user_ids: [] }) }],
  ['DELETE ~/inbox_members/:inbox_id', '401 401 401 401 401 200', { body: { user_ids: [] } }],
]

function membersOf(at: Places) {
  return { inbox_id: at.inbox, user_ids: [at.insideAgent] }
}
